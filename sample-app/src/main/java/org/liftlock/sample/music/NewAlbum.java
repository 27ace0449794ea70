package org.liftlock.sample.music;

import java.time.LocalDate;

/**
 * An album that has no number yet.
 *
 * @param artist who made it
 * @param title its title, of which an artist has one
 * @param releasedOn when it came out
 */
public record NewAlbum(String artist, String title, LocalDate releasedOn) {}
