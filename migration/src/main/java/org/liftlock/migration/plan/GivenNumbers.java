package org.liftlock.migration.plan;

import java.util.Objects;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;

/** Which numbers of an identity column are used up, those of rows that are set aside included. Stateless. */
public final class GivenNumbers {

    private GivenNumbers() {}

    /**
     * The highest number that SQLite has given.
     *
     * @param profile the table's values
     * @param column its identity column
     * @return the number, which the column's type can hold; 0 if there is none above
     */
    public static long highest(TableProfile profile, ColumnPlan column) {
        long recorded = Objects.requireNonNullElse(profile.table().highestId(), 0L);
        long stored = profile.columns().stream()
                .filter(values -> SqliteSql.same(values.column(), column.source()) && values.has(StorageClass.INTEGER))
                .mapToLong(GivenNumbers::highest)
                .filter(number -> number < most(column))
                .max()
                .orElse(0);
        return Math.max(0, Math.max(recorded, stored));
    }

    private static long highest(ColumnProfile values) {
        return values.numbers().maxInteger();
    }

    private static long most(ColumnPlan column) {
        return switch (column.type().kind()) {
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
