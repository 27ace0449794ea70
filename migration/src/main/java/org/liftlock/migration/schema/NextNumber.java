package org.liftlock.migration.schema;

import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.sql.PgSql;

/** Sets what an identity column gives next, behind the rows that a table holds. Stateless and thread-safe. */
public final class NextNumber {

    private NextNumber() {}

    /**
     * One statement that finds the highest number by itself and sets the next one, in SQLite's sense.
     *
     * @param plan the table
     * @param column its identity column
     * @param schema the schema that holds it
     * @param given the highest number that SQLite has ever given, or null if it keeps none
     * @return the statement
     */
    public static SchemaStatement statement(TablePlan plan, ColumnPlan column, String schema, @Nullable Long given) {
        long least = given == null ? 0 : Math.max(0, given);
        String name = PgSql.name(schema, plan.target());
        String sql = "SELECT setval(pg_get_serial_sequence(" + PgSql.string(name) + ", "
                + PgSql.string(column.target()) + "), CASE WHEN highest < " + Long.MAX_VALUE
                + " THEN highest + 1 ELSE highest END, false) FROM (SELECT greatest(" + least + ", max("
                + PgSql.name(column.target()) + ")) AS highest FROM " + name + ") AS numbers";
        return new SchemaStatement(Kind.NEXT_NUMBER, plan.source(), column.target(), sql);
    }
}
