package org.liftlock.sample.music;

/**
 * A track as a chart shows it.
 *
 * @param id its id
 * @param title its title
 * @param album the title of its album
 * @param artist who made it
 * @param playCount how often it was played
 */
public record TrackOverview(TrackId id, String title, String album, String artist, long playCount) {}
