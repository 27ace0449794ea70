package org.liftlock.migration.plan;

import java.util.List;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DeclaredType;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;

/**
 * What is known of a column that choices may be offered for.
 *
 * @param table its table
 * @param column the column
 * @param profile its values
 * @param type its type by default
 * @param targetTable the table's name in PostgreSQL
 * @param target its name in PostgreSQL
 * @param settled whether the user has decided already
 */
record ChoiceColumn(
        SourceTable table,
        SourceColumn column,
        ColumnProfile profile,
        PgType type,
        String targetTable,
        String target,
        boolean settled) {

    ColumnKey key() {
        return ColumnKey.of(table.name(), column.name());
    }

    String where() {
        return table.name() + "." + column.name();
    }

    DeclaredType declared() {
        return DeclaredType.of(column.declaredType());
    }

    boolean isIdentity() {
        return SqliteSql.same(column.name(), table.rowidAlias());
    }

    /** Whether a key may tell rows apart by it. */
    boolean isInUniqueKey() {
        return isIn(table.primaryKey())
                || table.indexes().stream()
                        .filter(index -> index.unique())
                        .flatMap(index -> index.keys().stream())
                        .anyMatch(key -> SqliteSql.same(column.name(), key.column()));
    }

    private boolean isIn(List<String> names) {
        return names.stream().anyMatch(name -> SqliteSql.same(name, column.name()));
    }

    long count(StorageClass storageClass) {
        return profile.of(storageClass).count();
    }

    /** Values that are not NULL. */
    long values() {
        return count(StorageClass.INTEGER)
                + count(StorageClass.REAL)
                + count(StorageClass.TEXT)
                + count(StorageClass.BLOB);
    }
}
