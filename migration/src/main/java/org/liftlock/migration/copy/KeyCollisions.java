package org.liftlock.migration.copy;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.UniqueKey;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.StorageClass;

/**
 * Finds keys that are unique in SQLite and would not be in PostgreSQL, before PostgreSQL is touched: the number 1 beside the
 * text '1', two spellings of one time, two of one UUID, or what the user's own expression makes of them. Only keys whose
 * columns are converted in such a way, and those that SQLite does not have, are read; {@link SeenKeys} holds what was seen. Use once.
 */
public final class KeyCollisions {

    private static final int SHOWN = 3;
    private static final int BUFFER_BYTES = 1 << 12;

    private final SqliteSource source;
    private final RowsAside aside;
    private final boolean redact;
    private final List<UniqueKey> colliding = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private KeyCollisions(SqliteSource source, RowsAside aside, boolean redact) {
        this.source = source;
        this.aside = aside;
        this.redact = redact;
    }

    /**
     * Looks for them.
     *
     * @param source the rows
     * @param profile what the values are
     * @param plan what they become
     * @param aside the rows that are not loaded
     * @return the keys that would refuse rows, and what to tell of them
     */
    public static KeyCollisions find(
            SqliteSource source, DatabaseProfile profile, MigrationPlan plan, RowsAside aside) {
        KeyCollisions collisions =
                new KeyCollisions(source, aside, plan.options().redact());
        Map<String, TablePlan> plans =
                plan.tables().stream().collect(Collectors.toMap(TablePlan::source, Function.identity()));
        for (TableProfile table : profile.tables()) {
            TablePlan planned = plans.get(table.table().name());
            if (planned != null) {
                collisions.look(table, planned, plan);
            }
        }
        return collisions;
    }

    /**
     * Looks for rows that would meet in keys which exist in PostgreSQL, whatever keys SQLite has.
     *
     * @param source the rows
     * @param profile what the values are
     * @param existing the existing tables as a plan, with the keys that refuse duplicates
     * @param aside the rows that are not loaded
     * @return a blocker for each key
     */
    public static List<Finding> inExisting(
            SqliteSource source, DatabaseProfile profile, MigrationPlan existing, RowsAside aside) {
        KeyCollisions collisions =
                new KeyCollisions(source, aside, existing.options().redact());
        Map<String, TablePlan> plans =
                existing.tables().stream().collect(Collectors.toMap(TablePlan::source, Function.identity()));
        MigrationPlan alone = new MigrationPlan(
                existing.toolVersion(), existing.schemaHash(), existing.options(), List.of(), List.of());
        for (TableProfile table : profile.tables()) {
            TablePlan planned = plans.get(table.table().name());
            if (planned != null) {
                UniqueKey.withoutIndex(planned, List.of()).stream()
                        .filter(key -> !isRowid(key, table.table()) && !staysApart(key, table))
                        .forEach(key -> collisions.look(table, key, alone));
            }
        }
        return collisions.findings.stream()
                .map(finding -> Finding.of(FindingCode.EXISTING_KEYS_COLLIDE, finding.object(), finding.detail()))
                .toList();
    }

    /** Whether SQLite refuses duplicates of the same columns, and no two of its values become one. */
    private static boolean staysApart(UniqueKey key, TableProfile profile) {
        Set<String> wanted = key.columns().stream().map(ColumnPlan::source).collect(Collectors.toSet());
        return key.columns().stream().noneMatch(column -> mayMeet(column, profile))
                && profile.table().indexes().stream()
                        .filter(index -> index.unique() && index.isPlain())
                        .anyMatch(index -> index.keys().stream()
                                .map(SourceIndex.Key::column)
                                .collect(Collectors.toSet())
                                .equals(wanted));
    }

    /**
     * What to tell.
     *
     * @return a fault for each key, and a warning for each foreign key that needs it
     */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * The plan without the keys that would refuse rows: they become indexes that allow duplicates.
     *
     * @param plan the plan, or one like it
     * @return a plan whose keys hold
     */
    public MigrationPlan relaxed(MigrationPlan plan) {
        MigrationPlan relaxed = plan;
        for (UniqueKey key : colliding) {
            relaxed = key.relaxed(relaxed);
        }
        return relaxed;
    }

    private void look(TableProfile profile, TablePlan plan, MigrationPlan whole) {
        for (SourceIndex index : profile.table().indexes()) {
            UniqueKey key = UniqueKey.of(plan, index).orElse(null);
            if (key != null && key.columns().stream().anyMatch(column -> mayMeet(column, profile))) {
                look(profile, key, whole);
            }
        }
        for (UniqueKey key : UniqueKey.withoutIndex(plan, profile.table().indexes())) {
            if (!isRowid(key, profile.table())) {
                look(profile, key, whole);
            }
        }
    }

    /** Whether SQLite itself keeps the values apart. */
    private static boolean isRowid(UniqueKey key, SourceTable table) {
        return key.columns().size() == 1
                && key.columns().get(0).source().equals(table.rowidAlias())
                && key.columns().get(0).sourceSql() == null;
    }

    /** Whether two values that differ in SQLite can become one. */
    private static boolean mayMeet(ColumnPlan column, TableProfile profile) {
        if (column.sourceSql() != null) {
            return true;
        }
        ColumnProfile values = profile.columns().stream()
                .filter(candidate -> candidate.column().equals(column.source()))
                .findFirst()
                .orElseThrow();
        boolean numbers = values.has(StorageClass.INTEGER) || values.has(StorageClass.REAL);
        boolean texts = values.has(StorageClass.TEXT);
        boolean blobs = values.has(StorageClass.BLOB);
        return switch (column.type().kind()) {
            case TEXT, VARCHAR, BYTEA -> (numbers && (texts || blobs)) || (texts && blobs);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> texts || blobs || values.has(StorageClass.REAL);
            case UUID -> texts || blobs;
            case BOOLEAN -> texts;
            case SMALLINT, INTEGER, BIGINT, DOUBLE, NUMERIC, JSON, JSONB -> false;
        };
    }

    private void look(TableProfile profile, UniqueKey key, MigrationPlan whole) {
        String table = profile.table().name();
        List<String> selected = key.columns().stream()
                .map(column -> aside.select(table, column.source(), column.selectSql()))
                .toList();
        Found found;
        try (SeenKeys seen = SeenKeys.in(source.newFolder());
                SourceReader reader = source.reader();
                RowCursor cursor = reader.rows(profile.table(), selected, condition(table, key.index()))) {
            found = look(key, cursor, seen);
        } catch (SQLException | IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The keys that were seen cannot be noted down",
                            "Make room in the folder for temporary files",
                            e)
                    .with("table", table)
                    .with("system says", String.valueOf(e.getMessage()));
        }
        if (found.rows() == 0) {
            return;
        }
        colliding.add(key);
        String rows = RowCount.words(found.rows()) + ": " + String.join(", ", found.pairs())
                + (found.rows() > found.pairs().size() ? ", …" : "");
        findings.add(Finding.of(FindingCode.KEYS_COLLIDE, table, key.words() + ": " + rows));
        whole.tables()
                .forEach(child -> child.foreignKeys().stream()
                        .filter(key::needs)
                        .forEach(foreignKey -> findings.add(Finding.of(
                                FindingCode.FOREIGN_KEY_WITHOUT_PARENT,
                                child.source(),
                                foreignKey.name() + " → " + table + ": its key is not unique in PostgreSQL"))));
    }

    /** Rows that meet an earlier one, and the first few of them with it. */
    private record Found(long rows, List<String> pairs) {}

    private String condition(String table, SourceIndex index) {
        String loaded = aside.loaded(table);
        if (index.whereSql() == null) {
            return loaded;
        }
        return "(" + index.whereSql() + ")" + (loaded.isEmpty() ? "" : " AND " + loaded);
    }

    private Found look(UniqueKey key, RowCursor cursor, SeenKeys seen) throws SQLException {
        List<ColumnEncoder> encoders = key.columns().stream()
                .map(column -> new ColumnEncoder(column, false))
                .toList();
        long rows = 0;
        List<String> pairs = new ArrayList<>();
        CopyBuffer buffer = new CopyBuffer(BUFFER_BYTES);
        while (cursor.next()) {
            if (!encode(key, encoders, cursor, buffer)) {
                continue;
            }
            HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(buffer.array(), 0, buffer.length());
            RowAddress address = redact ? cursor.address().redacted() : cursor.address();
            String earlier = seen.add(hash, address.text(), pairs.size() < SHOWN);
            if (earlier != null) {
                rows++;
                if (pairs.size() < SHOWN) {
                    pairs.add(address.text() + " meets " + earlier);
                }
            }
        }
        return new Found(rows, pairs);
    }

    /** False for a key that never collides, since it has a NULL, or a value that does not fit and is told elsewhere. */
    private static boolean encode(UniqueKey key, List<ColumnEncoder> encoders, RowCursor cursor, CopyBuffer buffer) {
        buffer.clear();
        for (int i = 0; i < encoders.size(); i++) {
            if (cursor.storageClass(i) == StorageClass.NULL) {
                return false;
            }
            int begin = buffer.length();
            boolean isNull = false;
            try {
                isNull = encoders.get(i).encode(cursor, i, buffer) == 0 && buffer.array()[begin] == -1;
            } catch (UnfitValueException e) {
                return false;
            }
            if (isNull) {
                return false;
            }
            if (key.isNocase(i)) {
                lower(buffer.array(), begin + Integer.BYTES, buffer.length());
            }
        }
        return true;
    }

    private static void lower(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                bytes[i] += 'a' - 'A';
            }
        }
    }
}
