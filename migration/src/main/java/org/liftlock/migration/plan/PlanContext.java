package org.liftlock.migration.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.translate.SqlTranslator;

/**
 * What is settled before tables are planned one by one. Names are looked up in lower case.
 *
 * @param schema the source's schema
 * @param relationNames target names of tables and views
 * @param columnNames target names of columns by table
 * @param indexNames target names of indexes
 * @param types the type of every column
 * @param relations gives further names that collide with no relation's
 * @param translator translates expressions over the tables that are carried over
 * @param wholeTranslator the same over all tables, to tell what only fails for what a user leaves out
 * @param overrides what the user has decided
 * @param orphans what becomes of rows that break foreign keys
 * @param lookup finds tables of the schema by name
 */
record PlanContext(
        SourceSchema schema,
        Map<String, String> relationNames,
        Map<String, Map<String, String>> columnNames,
        Map<String, String> indexNames,
        Map<ColumnKey, TypeDecision> types,
        TargetNames relations,
        SqlTranslator translator,
        SqlTranslator wholeTranslator,
        Overrides overrides,
        OrphanPolicy orphans,
        SchemaLookup lookup) {

    boolean carries(String table, List<String> columns) {
        return columns.stream().noneMatch(column -> overrides.skips(table, column));
    }

    String relation(String source) {
        return Objects.requireNonNull(relationNames.get(SqliteSql.folded(source)), source);
    }

    String column(String table, String source) {
        Map<String, String> columns = Objects.requireNonNull(columnNames.get(SqliteSql.folded(table)), table);
        return Objects.requireNonNull(columns.get(SqliteSql.folded(source)), source);
    }

    String index(String source) {
        return Objects.requireNonNull(indexNames.get(SqliteSql.folded(source)), source);
    }

    TypeDecision type(String table, String column) {
        return Objects.requireNonNull(types.get(ColumnKey.of(table, column)), column);
    }
}
