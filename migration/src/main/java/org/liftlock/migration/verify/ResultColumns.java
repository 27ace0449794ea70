package org.liftlock.migration.verify;

import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.sql.PgType;

/**
 * The columns of a query in both databases, and how their values are brought to one form.
 *
 * @param names their names in SQLite
 * @param source readers of SQLite's values
 * @param target readers of PostgreSQL's values
 * @param casts what PostgreSQL is to make of each column, for instance {@code ::text}; mostly nothing
 */
record ResultColumns(List<String> names, List<SourceCell> source, List<TargetCell> target, List<String> casts) {

    ResultColumns {
        names = List.copyOf(names);
        source = List.copyOf(source);
        target = List.copyOf(target);
        casts = List.copyOf(casts);
    }

    /** Asks SQLite for the names of a query's columns and the tables that they come from. */
    static List<ResultOrigin> sqlite(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData columns = statement.getMetaData();
            List<ResultOrigin> origins = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                origins.add(new ResultOrigin(
                        columns.getColumnName(i), Objects.requireNonNullElse(columns.getTableName(i), "")));
            }
            return origins;
        }
    }

    /** Asks PostgreSQL for the types of a query's columns, without running it. */
    static List<String> postgres(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM (" + sql + "\n) AS liftlock_q LIMIT 0")) {
                ResultSetMetaData columns = rows.getMetaData();
                List<String> types = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    types.add(withoutIdentity(columns.getColumnTypeName(i)));
                }
                return types;
            }
        }
    }

    /**
     * Fits both sides together.
     *
     * @param origins the columns in SQLite
     * @param types the types of as many columns in PostgreSQL
     * @param plan says what values of the source mean
     * @param encoding how SQLite stores text
     */
    static ResultColumns of(List<ResultOrigin> origins, List<String> types, MigrationPlan plan, Charset encoding) {
        List<SourceCell> source = new ArrayList<>();
        List<TargetCell> target = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            switch (type) {
                case "int2", "int4", "int8", "oid" -> {
                    source.add(ResultNumber.source(true));
                    target.add(ResultNumber::integer);
                    casts.add(type.equals("int8") ? "" : "::bigint");
                }
                case "float4", "float8" -> {
                    source.add(ResultNumber.source(false));
                    target.add(ResultNumber::real);
                    // By way of text, four bytes keep the digits that they were written with.
                    casts.add(type.equals("float8") ? "" : "::text::double precision");
                }
                case "numeric" -> {
                    source.add(ResultNumber.source(false));
                    target.add(ResultNumber::decimal);
                    casts.add("::text");
                }
                default -> {
                    PgType known = known(type);
                    source.add(new SourceValue(origins.get(i).column(known, plan), encoding));
                    target.add(new TargetValue(known.kind()));
                    casts.add(known.equals(PgType.TEXT) && !type.equals("text") ? "::text" : "");
                }
            }
        }
        return new ResultColumns(origins.stream().map(ResultOrigin::name).toList(), source, target, casts);
    }

    /** The driver has names of its own for the types of columns whose values PostgreSQL gives. */
    private static String withoutIdentity(String type) {
        return switch (type) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> type;
        };
    }

    /** Types that no plan knows are compared by PostgreSQL's own text for them. */
    static PgType known(String type) {
        return switch (type) {
            case "bool" -> PgType.BOOLEAN;
            case "bytea" -> PgType.BYTEA;
            case "date" -> PgType.DATE;
            case "timestamp" -> PgType.TIMESTAMP;
            case "timestamptz" -> PgType.TIMESTAMPTZ;
            case "jsonb" -> PgType.JSONB;
            case "uuid" -> PgType.UUID;
            default -> PgType.TEXT;
        };
    }
}
