package org.liftlock.migration.plan;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;

/**
 * What becomes of a column.
 *
 * @param source its name in SQLite
 * @param target its name in PostgreSQL
 * @param type its type in PostgreSQL
 * @param reading what numbers in it mean when the type is a date or time, otherwise null
 * @param zone the zone of times without one when the type is timestamptz, otherwise null
 * @param notNull whether NOT NULL
 * @param identity whether PostgreSQL gives its values
 * @param defaultSql its DEFAULT in PostgreSQL's SQL, or null
 * @param generatedSql the expression of a generated column in PostgreSQL's SQL, or null
 * @param reason why it got its type
 * @param byUser whether the user decided
 * @param comment its comment in PostgreSQL, or null
 */
public record ColumnPlan(
        String source,
        String target,
        PgType type,
        @Nullable Reading reading,
        @Nullable ZoneId zone,
        boolean notNull,
        boolean identity,
        @Nullable String defaultSql,
        @Nullable String generatedSql,
        String reason,
        boolean byUser,
        @Nullable String comment) {

    /**
     * A column without a comment.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL
     * @param type its type in PostgreSQL
     * @param reading what numbers in it mean, or null
     * @param zone the zone of times without one, or null
     * @param notNull whether NOT NULL
     * @param identity whether PostgreSQL gives its values
     * @param defaultSql its DEFAULT, or null
     * @param generatedSql the expression of a generated column, or null
     * @param reason why it got its type
     * @param byUser whether the user decided
     */
    public ColumnPlan(
            String source,
            String target,
            PgType type,
            @Nullable Reading reading,
            @Nullable ZoneId zone,
            boolean notNull,
            boolean identity,
            @Nullable String defaultSql,
            @Nullable String generatedSql,
            String reason,
            boolean byUser) {
        this(source, target, type, reading, zone, notNull, identity, defaultSql, generatedSql, reason, byUser, null);
    }

    /**
     * Whether its values are copied; PostgreSQL computes those of generated columns itself.
     *
     * @return false for generated columns
     */
    public boolean isCopied() {
        return generatedSql == null;
    }
}
