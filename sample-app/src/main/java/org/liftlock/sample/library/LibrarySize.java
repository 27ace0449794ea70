package org.liftlock.sample.library;

/**
 * How much a library holds.
 *
 * @param artists how many artists
 * @param albums how many albums
 * @param tracks how many tracks
 */
public record LibrarySize(long artists, long albums, long tracks) {}
