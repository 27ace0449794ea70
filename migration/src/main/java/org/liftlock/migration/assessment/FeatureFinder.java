package org.liftlock.migration.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.liftlock.migration.assessment.EmulatedFeature.Kind;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.Affinity;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.VirtualTable;
import org.liftlock.migration.sql.PgType;

/** Finds what SQLite emulates, in the schema and in the first rows of each table. Stateless and thread-safe. */
final class FeatureFinder {

    private static final int ROWS = 1000;
    private static final int COLUMNS_AT_ONCE = 100;
    private static final int FEW = 12;
    private static final int ENOUGH = 200;
    private static final Pattern JSON_CALL =
            Pattern.compile("\\bjson_\\w+\\s*\\(|\\bjsonb_\\w+\\s*\\(|->>?\\s*['\"$]", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SPATIAL_TABLES =
            Set.of("gpkg_geometry_columns", "geometry_columns", "spatial_ref_sys", "spatialite_history");

    private FeatureFinder() {}

    static List<EmulatedFeature> find(SqliteSource source, MigrationPlan plan) {
        List<EmulatedFeature> features = new ArrayList<>();
        SourceSchema schema = source.schema();
        schema.virtualTables().forEach(table -> virtual(table, features));
        schema.tables().stream()
                .filter(table -> SPATIAL_TABLES.contains(table.name().toLowerCase(Locale.ROOT)))
                .forEach(table -> features.add(
                        new EmulatedFeature(Kind.SPATIAL, table.name(), "metadata of GeoPackage or SpatiaLite")));
        queriedJson(schema, features);
        plan.tables().forEach(table -> booleans(table, features));
        try (SourceReader reader = source.reader();
                Statement statement = reader.connection().createStatement()) {
            for (SourceTable table : schema.tables()) {
                values(statement, table, features);
            }
        } catch (SQLException e) {
            // What one query meets, reading every value has met and told.
        }
        return features;
    }

    private static void virtual(VirtualTable table, List<EmulatedFeature> features) {
        String module = table.module().toLowerCase(Locale.ROOT);
        if (module.startsWith("fts")) {
            features.add(new EmulatedFeature(Kind.FULL_TEXT, table.name(), table.module()));
        } else if (module.startsWith("rtree") || module.startsWith("geopoly") || module.startsWith("virtualspatial")) {
            features.add(new EmulatedFeature(Kind.SPATIAL, table.name(), table.module()));
        }
    }

    private static void queriedJson(SourceSchema schema, List<EmulatedFeature> features) {
        schema.views().forEach(view -> json(view.name(), view.sql(), "view", features));
        schema.triggers().forEach(trigger -> json(trigger.name(), trigger.sql(), "trigger", features));
        for (SourceTable table : schema.tables()) {
            for (SourceColumn column : table.columns()) {
                if (column.generationSql() != null) {
                    json(table.name() + "." + column.name(), column.generationSql(), "generated column", features);
                }
            }
            table.indexes()
                    .forEach(index -> index.keys().forEach(key -> {
                        if (key.expressionSql() != null) {
                            json(index.name(), key.expressionSql(), "index", features);
                        }
                    }));
            table.checks().forEach(check -> json(table.name(), check.sql(), "CHECK", features));
        }
    }

    private static void json(String where, String sql, String what, List<EmulatedFeature> features) {
        if (JSON_CALL.matcher(sql).find()) {
            features.add(new EmulatedFeature(Kind.JSON_QUERIED, where, what + " that looks into JSON"));
        }
    }

    private static void booleans(TablePlan table, List<EmulatedFeature> features) {
        table.columns().stream()
                .filter(column -> column.type().equals(PgType.BOOLEAN))
                .forEach(column -> features.add(new EmulatedFeature(
                        Kind.BOOLEAN, table.source() + "." + column.source(), "only 0 and 1 in a column declared so")));
    }

    private static void values(Statement statement, SourceTable table, List<EmulatedFeature> features)
            throws SQLException {
        List<SourceColumn> texts = table.columns().stream()
                .filter(column -> !column.isGenerated()
                        && (column.affinity() == Affinity.TEXT
                                || column.affinity() == Affinity.BLOB
                                || column.affinity() == Affinity.NUMERIC))
                .toList();
        for (int from = 0; from < texts.size(); from += COLUMNS_AT_ONCE) {
            values(statement, table, texts.subList(from, Math.min(texts.size(), from + COLUMNS_AT_ONCE)), features);
        }
    }

    private static void values(
            Statement statement, SourceTable table, List<SourceColumn> columns, List<EmulatedFeature> features)
            throws SQLException {
        List<String> figures = new ArrayList<>();
        for (SourceColumn column : columns) {
            String name = SqliteSql.name(column.name());
            figures.add("count(" + name + ")");
            figures.add("sum(typeof(" + name + ") = 'text')");
            figures.add("sum(CASE WHEN typeof(" + name + ") = 'text' AND substr(" + name + ", 1, 1) IN ('{', '[')"
                    + " AND length(" + name + ") < 1000000 THEN json_valid(" + name + ") END)");
            figures.add("sum(typeof(" + name + ") = 'text' AND " + name
                    + " GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*')");
            figures.add("count(DISTINCT substr(" + name + ", 1, 40)) + 1000 * (max(length(" + name + ")) > 40)");
        }
        String names =
                columns.stream().map(column -> SqliteSql.name(column.name())).collect(Collectors.joining(", "));
        try (ResultSet row = statement.executeQuery("SELECT " + String.join(", ", figures) + " FROM (SELECT " + names
                + " FROM " + SqliteSql.name(table.name()) + " LIMIT " + ROWS
                + ")")) {
            row.next();
            for (int i = 0; i < columns.size(); i++) {
                String where = table.name() + "." + columns.get(i).name();
                int first = 5 * i + 1;
                judge(
                        where,
                        row.getLong(first),
                        row.getLong(first + 1),
                        row.getLong(first + 2),
                        row.getLong(first + 3),
                        row.getLong(first + 4),
                        features);
            }
        }
    }

    private static void judge(
            String where,
            long values,
            long texts,
            long json,
            long dates,
            long distinct,
            List<EmulatedFeature> features) {
        String of = String.format(Locale.ROOT, " of the first %,d values", values);
        if (json > 0 && json * 2 >= texts) {
            features.add(new EmulatedFeature(
                    Kind.JSON_KEPT, where, String.format(Locale.ROOT, "%,d", json) + of + " are JSON documents"));
        } else if (dates > 0 && dates * 2 >= texts) {
            features.add(new EmulatedFeature(
                    Kind.DATE_TEXT,
                    where,
                    String.format(Locale.ROOT, "%,d", dates) + of + " are dates written as text"));
        } else if (values >= ENOUGH && texts == values && distinct <= FEW) {
            features.add(new EmulatedFeature(
                    Kind.FEW_WORDS, where, distinct + " different words" + of.replaceFirst("of", "in")));
        }
    }
}
