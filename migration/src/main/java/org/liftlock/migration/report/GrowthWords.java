package org.liftlock.migration.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.assessment.Growth;
import org.liftlock.migration.assessment.Surroundings;
import org.liftlock.migration.source.SourceFile;

/** Size and growth in sentences. Stateless and thread-safe. */
final class GrowthWords {

    private static final long LARGEST_PAGE = 65_536;
    private static final long MOST_PAGES = 4_294_967_294L;
    private static final long FAR_DAYS = 365L * 100;

    private GrowthWords() {}

    static List<String> of(Surroundings seen) {
        SourceFile file = seen.file();
        List<String> lines = new ArrayList<>();
        long free = file.freePages() * file.pageSize();
        lines.add(Figures.bytes(file.bytes()) + " in " + Figures.count(file.pages(), "page", "pages") + " of "
                + Figures.count(file.pageSize()) + " bytes, " + Figures.bytes(free) + " of it free"
                + (file.walBytes() > 0 ? "; write-ahead log " + Figures.bytes(file.walBytes()) : ""));
        lines.add("SQLite's limit at this page size is " + Figures.bytes(MOST_PAGES * file.pageSize())
                + ", at the largest " + Figures.bytes(MOST_PAGES * LARGEST_PAGE) + " (sqlite.org/limits.html)");
        Growth growth = seen.growth();
        Long slowest = growth.slowest();
        Long fastest = growth.fastest();
        if (slowest != null && fastest != null) {
            Growth.Point first = growth.points().get(0);
            lines.add(Figures.count(growth.points().size() - 1, "earlier copy", "earlier copies") + ": "
                    + Figures.bytes(first.usedBytes()) + " in use on "
                    + first.when().atOffset(ZoneOffset.UTC).toLocalDate()
                    + ", now " + Figures.bytes(file.usedBytes()) + ": " + signed(slowest)
                    + (slowest.equals(fastest) ? "" : " to " + signed(fastest)) + " a day");
            lines.add(horizon(growth, slowest, fastest));
        } else if (growth.points().size() > 1) {
            lines.add("the earlier copies are all of the last hours, which tells nothing of growth");
        }
        AssessmentWords.skipped("no earlier copy", growth.skipped(), lines);
        return lines;
    }

    private static String signed(long bytes) {
        return bytes < 0 ? "-" + Figures.bytes(-bytes) : Figures.bytes(bytes);
    }

    private static String horizon(Growth growth, long slowest, long fastest) {
        Long soonest = growth.daysUntil(Growth.HORIZON, fastest);
        Long latest = growth.daysUntil(Growth.HORIZON, slowest);
        String horizon = Figures.bytes(Growth.HORIZON);
        if (soonest == null || soonest > FAR_DAYS) {
            return horizon + " are more than 100 years away at this rate";
        }
        if (soonest == 0) {
            return horizon + " are reached";
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return horizon + " would be reached in " + today.plusDays(soonest).getYear()
                + (latest == null || latest > FAR_DAYS
                        ? " at the earliest"
                        : latest.equals(soonest)
                                ? ""
                                : " to " + today.plusDays(latest).getYear());
    }
}
