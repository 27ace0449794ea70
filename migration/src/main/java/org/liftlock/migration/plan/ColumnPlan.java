package org.liftlock.migration.plan;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SqliteSql;
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
 * @param sourceSql what is read for it, a SQLite expression over the source row, or null for the column itself
 * @param words what single values mean on the user's word
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
        @Nullable String sourceSql,
        ValueWords words,
        @Nullable String comment) {

    /**
     * A column that is read as it is and has no comment.
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
        this(
                source,
                target,
                type,
                reading,
                zone,
                notNull,
                identity,
                defaultSql,
                generatedSql,
                reason,
                byUser,
                null,
                ValueWords.NONE,
                null);
    }

    /**
     * What a query over the table in SQLite selects for it.
     *
     * @return its quoted name, or the user's expression in parentheses
     */
    public String selectSql() {
        return sourceSql == null ? SqliteSql.name(source) : "(" + sourceSql + ")";
    }

    /**
     * Whether its values are copied; PostgreSQL computes those of generated columns itself.
     *
     * @return false for generated columns
     */
    public boolean isCopied() {
        return generatedSql == null;
    }

    /**
     * The same with another type.
     *
     * @param other the type
     * @return a copy
     */
    public ColumnPlan withType(PgType other) {
        return new ColumnPlan(
                source,
                target,
                other,
                reading,
                zone,
                notNull,
                identity,
                defaultSql,
                generatedSql,
                reason,
                byUser,
                sourceSql,
                words,
                comment);
    }
}
