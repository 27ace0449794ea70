package org.liftlock.migration.verify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;

/** Passes over the parts that an earlier comparison found equal, and says so. For one thread. */
final class EarlierParts {

    private final PartMemory memory;
    private final RunListener listener;
    private long rows;
    private long allRows;
    private @Nullable Instant first;
    private @Nullable Instant last;

    EarlierParts(PartMemory memory, RunListener listener) {
        this.memory = memory;
        this.listener = listener;
    }

    /** The parts that are left; the others are added to the sums of their tables. */
    List<TablePart> left(List<TablePart> parts) {
        List<TablePart> left = new ArrayList<>();
        for (TablePart part : parts) {
            allRows += part.expectedRows();
            Optional<PartMemory.Earlier> known = memory.earlier(part);
            if (known.isEmpty()) {
                left.add(part);
                continue;
            }
            PartMemory.Earlier earlier = known.get();
            part.tally().add(part.number(), PartOutcome.equal(earlier.rows()));
            listener.rows(part.tally().table().name(), earlier.rows());
            rows += earlier.rows();
            first = first == null || earlier.time().isBefore(first) ? earlier.time() : first;
            last = last == null || earlier.time().isAfter(last) ? earlier.time() : last;
        }
        return left;
    }

    /** What was not compared now. */
    List<Finding> findings() {
        if (first == null || last == null) {
            return List.of();
        }
        String detail = rows + " of " + Math.max(rows, allRows) + " rows, between "
                + first.truncatedTo(ChronoUnit.SECONDS) + " and " + last.truncatedTo(ChronoUnit.SECONDS);
        return List.of(Finding.of(FindingCode.COMPARED_EARLIER, "verify", detail));
    }
}
