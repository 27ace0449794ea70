package org.liftlock.migration.profile;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.Tasks;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.value.ZoneClock;

/** Profiles a database, as many tables or parts of large ones at a time as the source has readers. */
public final class DatabaseProfiler {

    private static final int PROGRESS_ROWS = 10_000;
    /** Rowids may lie unevenly, so that parts of the same width differ in size. */
    private static final int PARTS_FOR_EACH_READER = 4;

    private final SqliteSource source;
    private final boolean redact;
    private final RunListener listener;
    private final Map<String, SourceTable> tables;
    private final ColumnZones zones;
    private final Map<ZoneId, ZoneClock> clocks = new ConcurrentHashMap<>();
    private final ParentKeys parentKeys;

    /** In which zone a user says that the times of a column are. */
    public interface ColumnZones {

        /** No zone is named. */
        ColumnZones NONE = (table, column) -> null;

        /**
         * The zone of a column.
         *
         * @param table its table
         * @param column its name
         * @return the zone, or null if none is named
         */
        @Nullable
        ZoneId of(String table, String column);
    }

    /**
     * Creates a profiler that holds times without a zone against none.
     *
     * @param source what to read
     * @param redact whether the addresses of rows must show no values
     * @param listener who hears of it
     */
    public DatabaseProfiler(SqliteSource source, boolean redact, RunListener listener) {
        this(source, redact, ColumnZones.NONE, listener);
    }

    /**
     * Creates a profiler.
     *
     * @param source what to read
     * @param redact whether the addresses of rows must show no values
     * @param zones which zone times without one are held against
     * @param listener who hears of it
     */
    public DatabaseProfiler(SqliteSource source, boolean redact, ColumnZones zones, RunListener listener) {
        this.source = source;
        this.redact = redact;
        this.zones = zones;
        this.listener = listener;
        this.tables = source.schema().tables().stream()
                .collect(Collectors.toMap(table -> SqliteSql.folded(table.name()), Function.identity()));
        this.parentKeys = new ParentKeys(tables);
    }

    private @Nullable ZoneClock clock(SourceTable table, SourceColumn column) {
        ZoneId zone = zones.of(table.name(), column.name());
        return zone == null ? null : clocks.computeIfAbsent(zone, ZoneClock::new);
    }

    /** Some rows of a table; the first part of each also looks for rows that break foreign keys which no part can watch. */
    private record Task(SourceTable table, List<String> selected, boolean asStored, RowRange range, boolean isFirst) {}

    /** What came of a task. */
    private record Result(Task task, TablePart part, List<OrphanProfile> orphans) {}

    /**
     * Reads every value.
     *
     * @return the profile
     */
    public DatabaseProfile profile() {
        return profile(source.schema().tables(), Map.of());
    }

    /**
     * Reads every value of some tables, where columns may be read otherwise than they are.
     *
     * @param expressions what is read instead of columns, in SQLite's SQL: by table and column as the schema names them
     * @return the profile of these tables
     */
    public DatabaseProfile profile(Map<String, Map<String, String>> expressions) {
        return profile(
                source.schema().tables().stream()
                        .filter(table -> expressions.containsKey(table.name()))
                        .toList(),
                expressions);
    }

    private DatabaseProfile profile(List<SourceTable> wanted, Map<String, Map<String, String>> expressions) {
        List<TableProfile> profiles = new ArrayList<>();
        List<Result> results = Tasks.inParallel(tasks(wanted, expressions), source.readers(), this::read);
        for (int i = 0; i < results.size(); ) {
            Result first = results.get(i++);
            TablePart whole = first.part();
            while (i < results.size() && !results.get(i).task().isFirst()) {
                whole = whole.with(results.get(i++).part());
            }
            List<ColumnProfile> columns =
                    whole.columns().stream().map(ColumnProfiler::result).toList();
            SourceTable table = first.task().table();
            List<OrphanProfile> orphans = orphans(table, whole.watches(), first.orphans());
            profiles.add(new TableProfile(table, whole.rows(), whole.bytes(), whole.digest(), columns, orphans));
        }
        return new DatabaseProfile(profiles);
    }

    /** In the order of the table's keys. */
    private List<OrphanProfile> orphans(SourceTable table, List<KeyWatch> watches, List<OrphanProfile> found) {
        List<SourceForeignKey> missed =
                watches.stream().filter(KeyWatch::missed).map(KeyWatch::key).toList();
        if (missed.isEmpty()) {
            return found;
        }
        try (SourceReader reader = source.reader()) {
            return Stream.concat(found.stream(), orphanFinder(reader).find(table, missed).stream())
                    .sorted(Comparator.comparingInt(
                            orphan -> table.foreignKeys().indexOf(orphan.foreignKey())))
                    .toList();
        }
    }

    private OrphanFinder orphanFinder(SourceReader reader) {
        return new OrphanFinder(tables, reader.connection(), redact);
    }

    private List<Task> tasks(List<SourceTable> wanted, Map<String, Map<String, String>> expressions) {
        int parts = source.readers() == 1 ? 1 : source.readers() * PARTS_FOR_EACH_READER;
        List<Task> tasks = new ArrayList<>();
        try (SourceReader reader = source.reader()) {
            for (SourceTable table : wanted) {
                List<String> selected = selected(table, expressions.getOrDefault(table.name(), Map.of()));
                boolean isFirst = true;
                for (RowRange range : reader.ranges(table, parts)) {
                    tasks.add(new Task(table, selected, !expressions.containsKey(table.name()), range, isFirst));
                    isFirst = false;
                }
            }
        }
        return tasks;
    }

    private static List<String> selected(SourceTable table, Map<String, String> expressions) {
        return table.columns().stream()
                .map(SourceColumn::name)
                .map(name -> expressions.containsKey(name) ? "(" + expressions.get(name) + ")" : SqliteSql.name(name))
                .toList();
    }

    private Result read(Task task) {
        SourceTable table = task.table();
        try (SourceReader reader = source.reader()) {
            List<KeyWatch> watches = task.asStored() ? parentKeys.watches(table, reader) : List.of();
            PartProfiler part = new PartProfiler(
                    table.columns().stream()
                            .map(column -> new ColumnProfiler(column, redact, clock(table, column)))
                            .toList(),
                    watches);
            try (RowCursor cursor = reader.rows(table, task.selected(), task.range())) {
                int rows;
                do {
                    rows = part.add(cursor, PROGRESS_ROWS);
                    listener.rows(table.name(), rows);
                } while (rows == PROGRESS_ROWS);
            }
            List<OrphanProfile> orphans =
                    task.isFirst() ? orphanFinder(reader).find(table, unwatched(table, watches)) : List.of();
            return new Result(task, part.result(), orphans);
        }
    }

    private static List<SourceForeignKey> unwatched(SourceTable table, List<KeyWatch> watches) {
        return table.foreignKeys().stream()
                .filter(key -> watches.stream().noneMatch(watch -> watch.key().equals(key)))
                .toList();
    }
}
