/** The command line: what it is called with, how it ends, where its log is. */
@NullMarked
package org.liftlock.cli;

import org.jspecify.annotations.NullMarked;
