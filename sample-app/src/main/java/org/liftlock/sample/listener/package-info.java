/**
 * Who listens: listeners, and the token by which Music Time Machine may ask the music service on their behalf. A token's
 * text is in a {@link org.liftlock.sample.listener.Secret}, which shows itself to nobody by accident.
 */
@NullMarked
package org.liftlock.sample.listener;

import org.jspecify.annotations.NullMarked;
