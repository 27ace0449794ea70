package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** What its rows and columns are called. */
    RowShape shape() {
        return new RowShape(
                name(),
                columns.stream().map(ColumnPlan::source).toList(),
                keyColumns,
                keyColumns == 1 && SqliteSql.same(columns.get(0).source(), source.rowidAlias()));
    }

    /**
     * The name in PostgreSQL of the key by which both sides can be asked for a part of the rows: an integer there that is
     * the rowid in SQLite, read as it is.
     */
    Optional<String> rangeKey() {
        if (!shape().keyIsRowid() || !targetCondition.isEmpty()) {
            return Optional.empty();
        }
        ColumnPlan key = columns.get(0);
        boolean asItIs = aside.select(name(), key.source(), key.selectSql()).equals(SqliteSql.name(key.source()))
                && key.words().isEmpty();
        return asItIs && key.type().kind().isInteger() ? Optional.of(key.target()) : Optional.empty();
    }

    /** The rowid stands last, where no column hides it. */
    String sourceQuery(KeyRange range, boolean ordered) {
        String list = columns.stream()
                .map(column -> aside.select(source.name(), column.source(), column.selectSql()))
                .collect(Collectors.joining(", "));
        String rowid = rowidName();
        String key = ordered || !range.isAll() ? SqliteSql.name(columns.get(0).source()) : "";
        return "SELECT " + list + (rowid.isEmpty() ? "" : ", " + rowid) + " FROM " + SqliteSql.name(source.name())
                + " NOT INDEXED" + where(aside.loaded(source.name()), range.sqlite(key))
                + (ordered ? " ORDER BY " + key : "");
    }

    String targetQuery(KeyRange range, boolean ordered) {
        String list =
                columns.stream().map(column -> PgSql.name(column.target())).collect(Collectors.joining(", "));
        String key = PgSql.name(columns.get(0).target());
        return "COPY (SELECT " + list + " FROM " + target + " AS liftlock_t"
                + where(targetCondition, range.postgres(key)) + (ordered ? " ORDER BY " + key : "")
                + ") TO STDOUT (FORMAT binary)";
    }

    private static String where(String... conditions) {
        String all = Stream.of(conditions)
                .filter(condition -> !condition.isEmpty())
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
        return all.isEmpty() ? "" : " WHERE " + all;
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
