package org.liftlock.migration.verify;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.plan.ValueWords;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgType;

/**
 * A column of a query in SQLite.
 *
 * @param name its name
 * @param table the table that SQLite says it comes from; empty if it is computed
 */
record ResultOrigin(String name, String table) {

    /** What its values mean where PostgreSQL has a type: as the plan says of the column that it is, or of all of that type. */
    ColumnPlan column(PgType type, MigrationPlan plan) {
        Optional<ColumnPlan> own = plan.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(column -> SqliteSql.same(column.source(), name))
                .filter(column -> fits(column, type))
                .findFirst();
        if (own.isPresent()) {
            ColumnPlan column = own.get();
            return column(type, column.reading(), column.zone(), column.words());
        }
        List<ColumnPlan> all = plan.tables().stream()
                .flatMap(found -> found.columns().stream())
                .filter(column -> fits(column, type))
                .toList();
        ZoneId zone = only(all.stream().map(ColumnPlan::zone).toList());
        Reading reading = only(all.stream().map(ColumnPlan::reading).toList());
        return column(type, reading, zone == null ? plan.options().zone() : zone, ValueWords.NONE);
    }

    /** Whether the column may be one of several whose values mean different things, so that nothing can be said. */
    boolean isAmbiguous(PgType type, MigrationPlan plan) {
        if (!type.kind().isTemporal()) {
            return false;
        }
        boolean own = plan.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .anyMatch(column -> SqliteSql.same(column.source(), name) && fits(column, type));
        List<ColumnPlan> all = plan.tables().stream()
                .flatMap(found -> found.columns().stream())
                .filter(column -> fits(column, type))
                .toList();
        return !own
                && (several(all.stream().map(ColumnPlan::reading).toList())
                        || several(all.stream().map(ColumnPlan::zone).toList()));
    }

    private static boolean fits(ColumnPlan column, PgType type) {
        return column.type().kind() == type.kind()
                || (type.kind() == PgType.Kind.TEXT && column.type().kind().isText());
    }

    private static boolean several(List<?> values) {
        return values.stream().filter(Objects::nonNull).distinct().count() > 1;
    }

    private static <T> @Nullable T only(List<@Nullable T> values) {
        List<@Nullable T> different =
                values.stream().filter(Objects::nonNull).distinct().toList();
        return different.size() == 1 ? different.get(0) : null;
    }

    private ColumnPlan column(PgType type, @Nullable Reading reading, @Nullable ZoneId zone, ValueWords words) {
        return new ColumnPlan(name, name, type, reading, zone, false, false, null, null, "", false, null, words, null);
    }
}
