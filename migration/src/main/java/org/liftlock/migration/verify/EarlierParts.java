package org.liftlock.migration.verify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;

/** Passes over the parts that an earlier comparison found equal, and says so. For one thread. */
final class EarlierParts {

    private final PartMemory memory;
    private final RunListener listener;
    private final Map<String, Known> known = new LinkedHashMap<>();

    /** Rows of a table, and when the first and the last of them were compared. */
    private record Known(long rows, Instant first, Instant last) {

        Known and(Known other) {
            return new Known(
                    rows + other.rows,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    EarlierParts(PartMemory memory, RunListener listener) {
        this.memory = memory;
        this.listener = listener;
    }

    /** The parts that are left; the others are added to the sums of their tables. */
    List<TablePart> left(List<TablePart> parts) {
        List<TablePart> left = new ArrayList<>();
        for (TablePart part : parts) {
            Optional<PartMemory.Earlier> found = memory.earlier(part);
            if (found.isEmpty()) {
                left.add(part);
                continue;
            }
            PartMemory.Earlier earlier = found.get();
            String table = part.tally().table().name();
            part.tally().add(part.number(), PartOutcome.equal(earlier.rows()));
            listener.rows(table, earlier.rows());
            known.merge(table, new Known(earlier.rows(), earlier.time(), earlier.time()), Known::and);
        }
        return left;
    }

    /** What was not compared now. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        known.forEach((table, span) -> findings.add(Finding.of(
                FindingCode.COMPARED_EARLIER,
                table,
                span.rows() + (span.rows() == 1 ? " row" : " rows") + ", compared between "
                        + span.first().truncatedTo(ChronoUnit.SECONDS) + " and "
                        + span.last().truncatedTo(ChronoUnit.SECONDS))));
        return findings;
    }
}
