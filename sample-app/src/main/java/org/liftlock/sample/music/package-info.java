/**
 * What Music Time Machine is about: albums and their tracks, and the repositories that keep them. Nothing here knows
 * which database that is.
 */
@NullMarked
package org.liftlock.sample.music;

import org.jspecify.annotations.NullMarked;
