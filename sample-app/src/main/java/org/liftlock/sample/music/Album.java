package org.liftlock.sample.music;

import java.time.LocalDate;

/**
 * An album.
 *
 * @param id its number
 * @param artist who made it
 * @param title its title, of which an artist has one
 * @param releasedOn when it came out
 */
public record Album(AlbumId id, String artist, String title, LocalDate releasedOn) {}
