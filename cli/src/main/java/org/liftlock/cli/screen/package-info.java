/**
 * What a person sees: the terminal and its width, tables and findings that fit into it, progress while a run goes on.
 * Nothing from a database reaches the terminal unescaped.
 */
@NullMarked
package org.liftlock.cli.screen;

import org.jspecify.annotations.NullMarked;
