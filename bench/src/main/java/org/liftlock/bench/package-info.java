/**
 * What the data layer costs beside hand-written code, and what it bears. Every figure is a ratio of runs that alternate in
 * one process, since absolute times depend on the machine.
 */
@NullMarked
package org.liftlock.bench;

import org.jspecify.annotations.NullMarked;
