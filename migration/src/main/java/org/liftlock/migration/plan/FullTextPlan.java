package org.liftlock.migration.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;

/**
 * What may take the place of a full text table that indexes another table: a GIN index on that table.
 *
 * @param source the virtual table's name in SQLite
 * @param table the name in SQLite of the table that holds the texts
 * @param target the index's name in PostgreSQL
 * @param language the text search configuration, for instance {@code simple}
 * @param columns the searched columns' names in PostgreSQL
 * @param index whether the index is made; else the offer stays an offer
 */
public record FullTextPlan(
        String source, String table, String target, String language, List<String> columns, boolean index) {

    public FullTextPlan {
        columns = List.copyOf(columns);
    }

    /**
     * Whether a column of a type can be searched.
     *
     * @param type the column's type
     * @return true for texts and whole numbers, whose spelling no setting changes
     */
    static boolean isSearchable(PgType type) {
        return type.kind().isText() || type.kind().isInteger();
    }

    /**
     * What the index goes over and a query has to spell just so.
     *
     * @param content the plan of the table that holds the texts
     * @return SQL of a tsvector
     */
    public String vector(TablePlan content) {
        String texts = columns.stream().map(name -> text(content, name)).collect(Collectors.joining(" || ' ' || "));
        return "to_tsvector(" + PgSql.string(language) + ", " + texts + ")";
    }

    private static String text(TablePlan content, String name) {
        boolean isText = content.columns().stream()
                .anyMatch(column ->
                        column.target().equals(name) && column.type().kind().isText());
        return "coalesce(" + PgSql.name(name) + (isText ? "" : "::text") + ", '')";
    }
}
