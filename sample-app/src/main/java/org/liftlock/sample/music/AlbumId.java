package org.liftlock.sample.music;

/**
 * The number that the database gave to an album.
 *
 * @param value the number
 */
public record AlbumId(long value) {}
