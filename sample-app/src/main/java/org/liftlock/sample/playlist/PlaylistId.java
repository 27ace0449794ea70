package org.liftlock.sample.playlist;

import java.util.UUID;

/**
 * Tells playlists apart.
 *
 * @param value made by the application's source of ids
 */
public record PlaylistId(UUID value) {}
