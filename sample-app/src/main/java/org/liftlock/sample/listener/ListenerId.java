package org.liftlock.sample.listener;

import java.util.UUID;

/**
 * Tells listeners apart.
 *
 * @param value made by the application's source of ids
 */
public record ListenerId(UUID value) {}
