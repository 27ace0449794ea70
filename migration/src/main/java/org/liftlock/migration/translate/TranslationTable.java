package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that an expression may see.
 *
 * @param sourceName its name in SQLite, found whatever the case of ASCII letters
 * @param targetName its name in PostgreSQL
 * @param columns its columns in declared order
 * @param key source names of the primary key's columns; empty if there is none
 * @param rowid source name of the INTEGER PRIMARY KEY column that {@code rowid} stands for, or null
 */
public record TranslationTable(
        String sourceName,
        String targetName,
        List<TranslationColumn> columns,
        List<String> key,
        @Nullable String rowid) {

    /** Keeps copies of the lists. */
    public TranslationTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * A view, or a table of whose key nothing is said.
     *
     * @param sourceName its name in SQLite
     * @param targetName its name in PostgreSQL
     * @param columns its columns in declared order
     */
    public TranslationTable(String sourceName, String targetName, List<TranslationColumn> columns) {
        this(sourceName, targetName, columns, List.of(), null);
    }
}
