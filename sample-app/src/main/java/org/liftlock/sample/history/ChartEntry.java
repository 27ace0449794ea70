package org.liftlock.sample.history;

import java.time.Duration;
import org.liftlock.sample.music.TrackId;

/**
 * A track's place in a chart.
 *
 * @param place from 1
 * @param track the track
 * @param plays how often it was played
 * @param played how long in all, to the millisecond
 */
public record ChartEntry(long place, TrackId track, long plays, Duration played) {}
