package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgSql;

/**
 * A key over plain columns that refuses duplicates in SQLite, and its counterpart in a plan.
 *
 * @param table the plan of its table
 * @param index the key in SQLite
 * @param columns its columns in order
 */
public record UniqueKey(TablePlan table, SourceIndex index, List<ColumnPlan> columns) {

    public UniqueKey {
        columns = List.copyOf(columns);
    }

    /**
     * The key as a plan has it.
     *
     * @param table the plan of its table
     * @param index an index in SQLite
     * @return the key; nothing if it is not unique, has expressions, or columns that are left out
     */
    public static Optional<UniqueKey> of(TablePlan table, SourceIndex index) {
        List<ColumnPlan> columns = new ArrayList<>();
        for (SourceIndex.Key key : index.keys()) {
            table.columns().stream()
                    .filter(column -> key.column() != null && SqliteSql.same(column.source(), key.column()))
                    .forEach(columns::add);
        }
        boolean whole = columns.size() == index.keys().size();
        return index.unique() && whole ? Optional.of(new UniqueKey(table, index, columns)) : Optional.empty();
    }

    /**
     * The keys of a plan that no index of SQLite stands for: an INTEGER PRIMARY KEY, which is the rowid, and what the user
     * wrote into the plan.
     *
     * @param table the plan of its table
     * @param indexes the indexes in SQLite
     * @return primary key and unique constraints without a counterpart
     */
    public static List<UniqueKey> withoutIndex(TablePlan table, List<SourceIndex> indexes) {
        List<List<String>> known = indexes.stream()
                .flatMap(index -> of(table, index).stream())
                .filter(key -> key.index.isPlain())
                .map(UniqueKey::targets)
                .toList();
        List<UniqueKey> keys = new ArrayList<>();
        if (table.primaryKey() != null && !known.contains(table.primaryKey().columns())) {
            keys.add(of(table, table.primaryKey(), SourceIndex.Origin.PRIMARY_KEY));
        }
        table.uniques().stream()
                .filter(key -> !known.contains(key.columns()))
                .forEach(key -> keys.add(of(table, key, SourceIndex.Origin.UNIQUE_CONSTRAINT)));
        return keys;
    }

    private static UniqueKey of(TablePlan table, KeyPlan key, SourceIndex.Origin origin) {
        List<ColumnPlan> columns = key.columns().stream()
                .flatMap(target -> table.columns().stream()
                        .filter(column -> column.target().equals(target)))
                .toList();
        List<SourceIndex.Key> keys = columns.stream()
                .map(column -> new SourceIndex.Key(column.source(), null, false, "BINARY"))
                .toList();
        return new UniqueKey(table, new SourceIndex(key.name(), origin, true, keys, null), columns);
    }

    private List<String> targets() {
        return columns.stream().map(ColumnPlan::target).toList();
    }

    /**
     * Whether a column of the key compares without ASCII case.
     *
     * @param i its place in the key
     * @return true if PostgreSQL's index goes over its lower case
     */
    public boolean isNocase(int i) {
        return index.keys().get(i).isNocase() && columns.get(i).type().kind().isText();
    }

    /**
     * The key in words.
     *
     * @return its columns, and its name where it was given one
     */
    public String words() {
        List<String> names = columns.stream().map(ColumnPlan::source).toList();
        return switch (index.origin()) {
            case PRIMARY_KEY -> "primary key (" + String.join(", ", names) + ")";
            case UNIQUE_CONSTRAINT -> "unique (" + String.join(", ", names) + ")";
            case CREATE_INDEX -> "unique index " + index.name();
        };
    }

    /**
     * A plan in which the key is an index that allows duplicates. Foreign keys that refer to it are left out, since
     * PostgreSQL has none to columns that are not unique.
     *
     * @param plan the plan
     * @return a copy
     */
    public MigrationPlan relaxed(MigrationPlan plan) {
        List<TablePlan> tables = new ArrayList<>();
        for (TablePlan other : plan.tables()) {
            boolean own = other.source().equals(table.source());
            TablePlan kept = other.withForeignKeys(
                    other.foreignKeys().stream().filter(key -> !needs(key)).toList());
            tables.add(own ? relaxedTable(kept) : kept);
        }
        return new MigrationPlan(
                plan.toolVersion(),
                plan.schemaHash(),
                plan.options(),
                tables,
                plan.views(),
                plan.skippedTables(),
                plan.skippedViews(),
                plan.triggers(),
                plan.fullText());
    }

    /**
     * Whether a foreign key refers to this key.
     *
     * @param key any of the plan
     * @return true if it cannot be made when this key allows duplicates
     */
    public boolean needs(ForeignKeyPlan key) {
        List<String> targets = targets();
        return key.parent().equals(table.target())
                && key.parentColumns().size() == targets.size()
                && key.parentColumns().containsAll(targets);
    }

    private TablePlan relaxedTable(TablePlan own) {
        List<String> targets = targets();
        List<IndexPlan> indexes = new ArrayList<>();
        KeyPlan primaryKey = own.primaryKey();
        boolean isPrimary = primaryKey != null && primaryKey.columns().equals(targets);
        if (primaryKey != null && isPrimary) {
            indexes.add(plain("primary key", primaryKey));
        }
        own.uniques().stream()
                .filter(key -> key.columns().equals(targets))
                .forEach(key -> indexes.add(plain("unique constraint", key)));
        own.indexes().forEach(other -> indexes.add(isThis(other) ? other.notUnique() : other));
        return new TablePlan(
                own.source(),
                own.target(),
                own.columns(),
                isPrimary ? null : primaryKey,
                own.uniques().stream()
                        .filter(key -> !key.columns().equals(targets))
                        .toList(),
                indexes,
                own.checks(),
                own.foreignKeys(),
                own.skippedColumns(),
                own.byUser(),
                own.comment());
    }

    private boolean isThis(IndexPlan other) {
        if (index.origin() == SourceIndex.Origin.CREATE_INDEX) {
            return other.source().equals(index.name());
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = PgSql.name(columns.get(i).target());
            keys.add(isNocase(i) ? "lower(" + name + ")" : name);
        }
        return other.unique() && other.whereSql() == null && other.keys().equals(keys);
    }

    private static IndexPlan plain(String source, KeyPlan key) {
        return new IndexPlan(
                source,
                key.name(),
                false,
                false,
                key.columns().stream().map(PgSql::name).toList(),
                null);
    }
}
