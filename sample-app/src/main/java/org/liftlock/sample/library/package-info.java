/**
 * Makes a music library out of nothing but a number: artists, albums and tracks in many scripts, the same ones for the
 * same number, for demonstrations and measurements.
 */
@NullMarked
package org.liftlock.sample.library;

import org.jspecify.annotations.NullMarked;
