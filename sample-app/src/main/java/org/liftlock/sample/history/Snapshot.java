package org.liftlock.sample.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.liftlock.sample.listener.ListenerId;

/**
 * A chart of a listener as it was at a time: what is played or removed later does not change it. The time is cut to the
 * microsecond.
 *
 * @param id tells snapshots apart
 * @param listener whose chart
 * @param period of how long
 * @param firstDay from which day on
 * @param takenAt when it was taken
 * @param entries the places, from the first on; in lists of snapshots left out
 */
public record Snapshot(
        UUID id, ListenerId listener, Period period, LocalDate firstDay, Instant takenAt, List<ChartEntry> entries) {

    /**
     * Cuts the time to what is kept.
     *
     * @param id tells snapshots apart
     * @param listener whose chart
     * @param period of how long
     * @param firstDay from which day on
     * @param takenAt when it was taken
     * @param entries the places, from the first on
     */
    public Snapshot {
        takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
        entries = List.copyOf(entries);
    }
}
