/** Lists of tracks in an order that their owner chooses, and the repository that keeps them. */
@NullMarked
package org.liftlock.sample.playlist;

import org.jspecify.annotations.NullMarked;
