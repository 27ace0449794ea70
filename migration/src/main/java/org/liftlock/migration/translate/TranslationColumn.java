package org.liftlock.migration.translate;

import org.jspecify.annotations.Nullable;
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
 * @param fraction for timestamps that SQLite spells {@code YYYY-MM-DD HH:MM:SS} throughout, how many digits follow the
 *     seconds; null if that differs or is not known. SQLite compares the spellings, hence holds {@code 10:00:00.000}
 *     greater than {@code 10:00:00}
 * @param converted whether its values no longer mean to PostgreSQL what they mean to SQLite, on the user's word: it may be
 *     shown and tested for NULL, and nothing else
 * @param generated whether the database computes it
 * @param mixed whether texts or bytes in it were of other storage classes in SQLite
 */
public record TranslationColumn(
        String sourceName,
        String targetName,
        PgType type,
        boolean nocase,
        String declaredType,
        @Nullable Integer fraction,
        boolean converted,
        boolean generated,
        boolean mixed) {

    /**
     * A column whose values mean the same in both databases, and that the application fills.
     *
     * @param sourceName its name in SQLite
     * @param targetName its name in PostgreSQL
     * @param type its type in PostgreSQL
     * @param nocase whether SQLite compares it with NOCASE
     * @param declaredType the type as declared in SQLite, empty for none
     * @param fraction how many digits follow the seconds, or null
     */
    public TranslationColumn(
            String sourceName,
            String targetName,
            PgType type,
            boolean nocase,
            String declaredType,
            @Nullable Integer fraction) {
        this(sourceName, targetName, type, nocase, declaredType, fraction, false, false, false);
    }

    /**
     * A column that holds no timestamps, or timestamps of which the spelling is not known.
     *
     * @param sourceName its name in SQLite
     * @param targetName its name in PostgreSQL
     * @param type its type in PostgreSQL
     * @param nocase whether SQLite compares it with NOCASE
     * @param declaredType the type as declared in SQLite, empty for none
     */
    public TranslationColumn(String sourceName, String targetName, PgType type, boolean nocase, String declaredType) {
        this(sourceName, targetName, type, nocase, declaredType, null);
    }

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
