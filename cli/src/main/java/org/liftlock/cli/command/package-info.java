/** The commands, one class for each, and the options that they share. */
@NullMarked
package org.liftlock.cli.command;

import org.jspecify.annotations.NullMarked;
