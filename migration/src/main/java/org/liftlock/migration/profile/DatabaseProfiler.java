package org.liftlock.migration.profile;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.Tasks;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

/** Profiles a database, as many tables at a time as the source has readers. */
public final class DatabaseProfiler {

    private static final int PROGRESS_ROWS = 10_000;

    private final SqliteSource source;
    private final boolean redact;
    private final RunListener listener;

    /**
     * Creates a profiler.
     *
     * @param source what to read
     * @param redact whether the addresses of rows must show no values
     * @param listener who hears of it
     */
    public DatabaseProfiler(SqliteSource source, boolean redact, RunListener listener) {
        this.source = source;
        this.redact = redact;
        this.listener = listener;
    }

    /**
     * Reads every value.
     *
     * @return the profile
     */
    public DatabaseProfile profile() {
        return new DatabaseProfile(Tasks.inParallel(source.schema().tables(), source.readers(), this::profile));
    }

    private TableProfile profile(SourceTable table) {
        try (SourceReader reader = source.reader()) {
            List<SourceColumn> columns = table.columns();
            List<ColumnProfiler> profilers = columns.stream()
                    .map(column -> new ColumnProfiler(column, redact))
                    .toList();
            long rows = 0;
            long bytes = 0;
            try (RowCursor cursor =
                    reader.rows(table, columns.stream().map(SourceColumn::name).toList())) {
                while (cursor.next()) {
                    for (int i = 0; i < profilers.size(); i++) {
                        bytes += profilers.get(i).add(cursor, i);
                    }
                    if (++rows % PROGRESS_ROWS == 0) {
                        listener.rows(table.name(), PROGRESS_ROWS);
                    }
                }
            }
            listener.rows(table.name(), rows % PROGRESS_ROWS);
            List<ColumnProfile> results = new ArrayList<>();
            profilers.forEach(profiler -> results.add(profiler.result()));
            List<OrphanProfile> orphans = new OrphanFinder(source.schema(), reader.connection(), redact).find(table);
            return new TableProfile(table, rows, bytes, results, orphans);
        }
    }
}
