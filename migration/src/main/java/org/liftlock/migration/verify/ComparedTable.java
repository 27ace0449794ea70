package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgSql;

/**
 * Which columns of a table are compared, the key's in front, and how both sides are asked for them.
 *
 * @param source the table in SQLite
 * @param target its qualified name in PostgreSQL
 * @param columns the columns, those of the key first
 * @param keyColumns how many belong to the key; 0 if rows cannot be told apart by one
 * @param aside the rows that PostgreSQL is not to have, and the keys that are NULL there
 * @param targetCondition which rows of PostgreSQL are meant, over the alias {@code liftlock_t}; empty for all
 */
record ComparedTable(
        SourceTable source,
        String target,
        List<ColumnPlan> columns,
        int keyColumns,
        RowsAside aside,
        String targetCondition) {

    ComparedTable {
        columns = List.copyOf(columns);
    }

    static ComparedTable of(SourceTable source, TablePlan plan, String schema, Set<String> existing, RowsAside aside) {
        List<ColumnPlan> key = new ArrayList<>();
        KeyPlan primaryKey = plan.primaryKey();
        if (primaryKey != null && existing.containsAll(primaryKey.columns())) {
            for (String name : primaryKey.columns()) {
                plan.columns().stream()
                        .filter(column -> column.target().equals(name))
                        .forEach(key::add);
            }
        }
        Stream<ColumnPlan> others =
                plan.columns().stream().filter(column -> existing.contains(column.target()) && !key.contains(column));
        return new ComparedTable(
                source,
                PgSql.name(schema, plan.target()),
                Stream.concat(key.stream(), others).toList(),
                key.size(),
                aside,
                "");
    }

    /** The same for those rows of PostgreSQL for which a condition holds. */
    ComparedTable where(String condition) {
        return new ComparedTable(source, target, columns, keyColumns, aside, condition);
    }

    String name() {
        return source.name();
    }

    /** The rowid stands last, where no column hides it. */
    String sourceQuery() {
        String list = columns.stream()
                .map(column -> aside.select(source.name(), column.source(), column.selectSql()))
                .collect(Collectors.joining(", "));
        String loaded = aside.loaded(source.name());
        String rowid = rowidName();
        return "SELECT " + list + (rowid.isEmpty() ? "" : ", " + rowid) + " FROM " + SqliteSql.name(source.name())
                + " NOT INDEXED" + (loaded.isEmpty() ? "" : " WHERE " + loaded);
    }

    String targetQuery() {
        String list =
                columns.stream().map(column -> PgSql.name(column.target())).collect(Collectors.joining(", "));
        return "COPY (SELECT " + list + " FROM " + target + " AS liftlock_t"
                + (targetCondition.isEmpty() ? "" : " WHERE " + targetCondition) + ") TO STDOUT (FORMAT binary)";
    }

    boolean hasRowid() {
        return !rowidName().isEmpty();
    }

    private String rowidName() {
        if (source.withoutRowid()) {
            return "";
        }
        return Stream.of("rowid", "oid", "_rowid_")
                .filter(name -> source.column(name).isEmpty())
                .findFirst()
                .orElse("");
    }
}
