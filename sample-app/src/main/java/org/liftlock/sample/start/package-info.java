/**
 * Starts Music Time Machine: a feature flag says on which database, and here alone the two backends are named. What is
 * above the repositories never learns which one it is.
 */
@NullMarked
package org.liftlock.sample.start;

import org.jspecify.annotations.NullMarked;
