package org.liftlock.migration.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual table: what a module of SQLite makes look like one.
 *
 * @param name its name
 * @param module for instance {@code fts5}
 * @param shadowTables the ordinary tables in which the module keeps what it needs
 * @param columns the columns of a full text table that it searches, otherwise empty
 * @param content for full text, the table or view that holds the texts, or the empty string if nothing does; null if the
 *     virtual table holds them itself
 * @param porter whether full text goes by word stems of English
 * @param rows how many rows the shadow tables hold; null if that is not known
 */
public record VirtualTable(
        String name,
        String module,
        List<String> shadowTables,
        List<String> columns,
        @Nullable String content,
        boolean porter,
        @Nullable Long rows) {

    public VirtualTable {
        shadowTables = List.copyOf(shadowTables);
        columns = List.copyOf(columns);
    }

    /**
     * Whether it is one of the modules for full text.
     *
     * @return true for fts3, fts4 and fts5
     */
    public boolean isFullText() {
        return module.equals("fts3") || module.equals("fts4") || module.equals("fts5");
    }

    /**
     * Whether it holds rows that are in no other table.
     *
     * @return true if some are known
     */
    public boolean holdsRows() {
        return content == null && rows != null && rows > 0;
    }
}
