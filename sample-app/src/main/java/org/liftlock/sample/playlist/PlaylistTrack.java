package org.liftlock.sample.playlist;

import java.time.Instant;
import org.liftlock.sample.music.TrackId;

/**
 * A track's place in a playlist. A track may have several.
 *
 * @param position how many tracks come before it
 * @param track the track
 * @param addedAt when it came into the list, to the microsecond
 */
public record PlaylistTrack(long position, TrackId track, Instant addedAt) {}
