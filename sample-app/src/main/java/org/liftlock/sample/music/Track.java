package org.liftlock.sample.music;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A track of an album. Times are kept to the microsecond and the duration to the millisecond; what is finer is cut off
 * here, so that a track equals itself after it was stored.
 *
 * @param id its id at the music service
 * @param album the album it is on
 * @param number its place there
 * @param title its title
 * @param duration how long it plays
 * @param explicit whether it is marked as explicit
 * @param loudness its mean loudness in decibels
 * @param playCount how often it was played
 * @param lastPlayedAt when it was played last
 * @param addedAt when it came into the library
 * @param payload what the music service said about it
 */
public record Track(
        TrackId id,
        AlbumId album,
        long number,
        String title,
        Duration duration,
        boolean explicit,
        double loudness,
        long playCount,
        Optional<Instant> lastPlayedAt,
        Instant addedAt,
        JsonDocument payload) {

    /**
     * Cuts times to what is kept.
     *
     * @param id its id at the music service
     * @param album the album it is on
     * @param number its place there
     * @param title its title
     * @param duration how long it plays
     * @param explicit whether it is marked as explicit
     * @param loudness its mean loudness in decibels
     * @param playCount how often it was played
     * @param lastPlayedAt when it was played last
     * @param addedAt when it came into the library
     * @param payload what the music service said about it
     */
    public Track {
        duration = duration.truncatedTo(ChronoUnit.MILLIS);
        lastPlayedAt = lastPlayedAt.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
        addedAt = addedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The same with what another state of the track has counted.
     *
     * @param other the track as it was
     * @return a track with the plays of the other
     */
    public Track withPlaysOf(Track other) {
        return new Track(
                id,
                album,
                number,
                title,
                duration,
                explicit,
                loudness,
                other.playCount,
                other.lastPlayedAt,
                addedAt,
                payload);
    }
}
