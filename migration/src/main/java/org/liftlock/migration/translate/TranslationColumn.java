package org.liftlock.migration.translate;

import org.liftlock.migration.sql.PgType;

/**
 * A column as an expression sees it.
 *
 * @param sourceName its name in SQLite
 * @param targetName its name in PostgreSQL
 * @param type its type in PostgreSQL; texts are taken to be {@code COLLATE "C"}
 * @param nocase whether SQLite compares it with NOCASE
 * @param declaredType the type as declared in SQLite, which decides how values are converted in comparisons; empty for
 *     none, as for the expressions of a view
 */
public record TranslationColumn(
        String sourceName, String targetName, PgType type, boolean nocase, String declaredType) {

    /**
     * A column that is declared as its type suggests.
     *
     * @param sourceName its name in SQLite
     * @param targetName its name in PostgreSQL
     * @param type its type in PostgreSQL
     * @param nocase whether SQLite compares it with NOCASE
     */
    public TranslationColumn(String sourceName, String targetName, PgType type, boolean nocase) {
        this(sourceName, targetName, type, nocase, Affinity.declarationFor(type));
    }
}
