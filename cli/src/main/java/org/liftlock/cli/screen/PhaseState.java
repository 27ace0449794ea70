package org.liftlock.cli.screen;

import java.time.Duration;
import org.liftlock.migration.RunListener.Phase;

/**
 * How far a phase is.
 *
 * @param phase which
 * @param table the largest of the tables at work, or the empty string
 * @param tables how many tables are at work
 * @param done rows, bytes or statements that are done
 * @param total of how many, or -1 if that is not known
 * @param rate how many in a second, or 0 if that cannot be told
 * @param byteRate bytes of values in a second, or 0 if that cannot be told
 * @param secondsLeft how long it will take, or -1 if that cannot be told
 * @param elapsed how long it has taken
 */
record PhaseState(
        Phase phase,
        String table,
        int tables,
        long done,
        long total,
        double rate,
        double byteRate,
        double secondsLeft,
        Duration elapsed) {

    /** What is counted. */
    enum Unit {
        ROWS,
        BYTES,
        STATEMENTS
    }

    Unit unit() {
        return switch (phase) {
            case PROFILE, FIT, COPY, VERIFY -> Unit.ROWS;
            case BACKUP -> Unit.BYTES;
            case CHECK, KEYS, ANALYZE -> Unit.STATEMENTS;
        };
    }

    /** Whole percents, at most 100; -1 if the total is not known. */
    int percent() {
        return total <= 0 ? -1 : (int) Math.max(0, Math.min(100, (double) done * 100 / total));
    }
}
