package org.liftlock.migration.assessment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.assessment.LogSummary.Skipped;
import org.liftlock.migration.source.SourceFile;

/**
 * How a database grew, by earlier copies of it.
 *
 * @param points what it held when, in the order of time, the present last
 * @param skipped files that are no copies
 * @param slowest bytes a day in the slowest stretch between two points, or null if there are not two
 * @param fastest bytes a day in the fastest, or null
 */
public record Growth(
        List<Point> points,
        List<Skipped> skipped,
        @Nullable Long slowest,
        @Nullable Long fastest) {

    /** Above this a server's tools for backup, maintenance and partitions begin to count. */
    public static final long HORIZON = 100_000_000_000L;

    private static final Duration SHORTEST_STRETCH = Duration.ofHours(12);
    private static final Pattern DAY = Pattern.compile("(20\\d\\d)[-_.]?([01]\\d)[-_.]?([0-3]\\d)");

    /**
     * What a database held at a time.
     *
     * @param file the copy, or the database itself
     * @param when the day in its name, else when it was written
     * @param usedBytes bytes of pages that held something
     */
    public record Point(Path file, Instant when, long usedBytes) {}

    public Growth {
        points = List.copyOf(points);
        skipped = List.copyOf(skipped);
    }

    /**
     * Looks at earlier copies.
     *
     * @param present the database
     * @param places files, and folders with all that is below them
     * @param now the present
     * @return how it grew
     */
    static Growth of(SourceFile present, List<Path> places, Instant now) {
        List<Point> points = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path place : places) {
            for (Path file : Places.files(place, "backups")) {
                if (!isSideFile(file) && !same(file, present.file())) {
                    add(file, points, skipped);
                }
            }
        }
        points.sort(Comparator.comparing(Point::when));
        points.add(new Point(present.file(), now, present.usedBytes()));
        List<Long> rates = rates(points);
        return rates.isEmpty()
                ? new Growth(points, skipped, null, null)
                : new Growth(
                        points,
                        skipped,
                        rates.stream().min(Comparator.naturalOrder()).get(),
                        rates.stream().max(Comparator.naturalOrder()).get());
    }

    private static boolean isSideFile(Path file) {
        return file.toString().matches("(?s).*-(wal|shm|journal)");
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static void add(Path file, List<Point> points, List<Skipped> skipped) {
        try {
            SourceFile copy = SourceFile.look(file);
            points.add(new Point(file, day(file, copy.modified()), copy.usedBytes()));
        } catch (MigrationException e) {
            skipped.add(new Skipped(file, String.valueOf(e.getMessage())));
        }
    }

    /** A copy of a copy has a new time, but keeps its name. */
    private static Instant day(Path file, Instant modified) {
        Matcher matcher = DAY.matcher(file.getFileName().toString());
        if (matcher.find()) {
            try {
                return LocalDate.of(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(3)))
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // Digits that look like a day and are none.
            }
        }
        return modified;
    }

    /** The rate of each stretch; points that lie close together count as one. */
    private static List<Long> rates(List<Point> points) {
        List<Long> rates = new ArrayList<>();
        Point from = points.get(0);
        for (Point to : points.subList(1, points.size())) {
            Duration stretch = Duration.between(from.when(), to.when());
            if (stretch.compareTo(SHORTEST_STRETCH) >= 0) {
                rates.add(Math.round((to.usedBytes() - from.usedBytes())
                        / (stretch.toSeconds() / (double) Duration.ofDays(1).toSeconds())));
                from = to;
            }
        }
        return rates;
    }

    /**
     * In how many days a size is reached.
     *
     * @param size in bytes
     * @param bytesADay the rate
     * @return the days, 0 if it is reached already, or null if it never is at this rate
     */
    public @Nullable Long daysUntil(long size, long bytesADay) {
        long present = points.get(points.size() - 1).usedBytes();
        if (present >= size) {
            return 0L;
        }
        return bytesADay <= 0 ? null : (size - present) / bytesADay;
    }
}
