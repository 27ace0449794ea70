package org.liftlock.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.copy.FitCheck;
import org.liftlock.migration.copy.KeyCollisions;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.OrphanProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetTable;

/**
 * Fits a plan to tables that the target has already: its names, types and keys win, and every value is held against them
 * before a row is loaded. For one plan.
 */
final class ExistingSchema {

    /** Where tools keep which migrations have run: it is true of one database alone. */
    private static final Set<String> HISTORY_TABLES = Set.of(
            "flyway_schema_history",
            "schema_version",
            "schema_migrations",
            "databasechangelog",
            "databasechangeloglock",
            "alembic_version",
            "django_migrations",
            "ar_internal_metadata",
            "_prisma_migrations",
            "knex_migrations",
            "knex_migrations_lock");

    /** What is said about objects that would have been built, and about values in types that they would have had. */
    private static final Set<FindingCode> ABOUT_THE_PLANNED_SCHEMA = EnumSet.of(
            FindingCode.COLLATION_NOCASE,
            FindingCode.COLLATION_OTHER,
            FindingCode.CHECK_NOT_TRANSLATED,
            FindingCode.CONFLICT_CLAUSE_LEFT_OUT,
            FindingCode.DEFAULT_NOT_TRANSLATED,
            FindingCode.FOREIGN_KEY_TYPES,
            FindingCode.FOREIGN_KEY_WITHOUT_PARENT,
            FindingCode.GENERATED_AS_VALUES,
            FindingCode.IDENTITY_NOT_POSSIBLE,
            FindingCode.INDEX_AS_HASH,
            FindingCode.INDEX_NOT_TRANSLATED,
            FindingCode.KEYS_COLLIDE,
            FindingCode.LEFT_OUT_BY_PLAN,
            FindingCode.NULL_IN_NOT_NULL_COLUMN,
            FindingCode.NULL_IN_PRIMARY_KEY,
            FindingCode.NUL_IN_TEXT,
            FindingCode.ORPHANS,
            FindingCode.RENAMED,
            FindingCode.TRANSLATION_NOTE,
            FindingCode.TOO_MANY_COLUMNS,
            FindingCode.TRIGGER_LEFT_OUT,
            FindingCode.VALUE_DOES_NOT_FIT,
            FindingCode.VIEW_BROKEN,
            FindingCode.VIEW_NOT_TRANSLATED);

    private final PreparedMigration prepared;
    private final TargetCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();

    private ExistingSchema(PreparedMigration prepared, TargetCatalog catalog) {
        this.prepared = prepared;
        this.catalog = catalog;
    }

    static PreparedMigration fit(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            String schema,
            boolean redact,
            RunListener listener) {
        long begin = System.nanoTime();
        TargetCatalog catalog;
        try (Connection connection = target.connect()) {
            catalog = TargetCatalog.read(connection, schema);
        } catch (SQLException e) {
            throw target.explain(e);
        }
        ExistingSchema existing = new ExistingSchema(prepared, catalog);
        MigrationPlan plan = existing.plan();
        listener.begins(RunListener.Phase.FIT, prepared.profile().rows());
        List<Finding> findings = new ArrayList<>(prepared.findings());
        findings.removeIf(finding -> ABOUT_THE_PLANNED_SCHEMA.contains(finding.code())
                || existing.settled.contains(key(finding.object(), finding.column())));
        findings.addAll(existing.findings);
        source.schema()
                .triggers()
                .forEach(trigger -> findings.add(
                        Finding.of(FindingCode.TRIGGER_NOT_CREATED, trigger.name(), "on " + trigger.table())));
        findings.addAll(FitCheck.check(source, plan, redact, listener));
        findings.addAll(
                KeyCollisions.inExisting(source, prepared.profile(), existing.withKeys(plan), prepared.aside()));
        Duration time = prepared.profileTime().plusNanos(System.nanoTime() - begin);
        return new PreparedMigration(
                prepared.profile(), plan, findings, time, plan, List.of(), prepared.aside(), List.of());
    }

    private MigrationPlan plan() {
        MigrationPlan planned = prepared.plan();
        List<TablePlan> tables = new ArrayList<>();
        for (TablePlan table : planned.tables()) {
            TableProfile profile = profile(table);
            Optional<TargetTable> found = catalog.table(table.target()).or(() -> catalog.table(table.source()));
            if (HISTORY_TABLES.contains(table.source().toLowerCase(Locale.ROOT))) {
                settle(table.source(), "", FindingCode.HISTORY_KEPT, "");
            } else if (found.isPresent()) {
                tables.add(fit(table, profile, found.get()));
            } else {
                boolean empty = profile.rows() == 0;
                settle(
                        table.source(),
                        "",
                        empty ? FindingCode.EMPTY_AND_NOT_IN_TARGET : FindingCode.NOT_IN_TARGET,
                        empty ? "the table" : "the table, with " + profile.rows() + " rows");
            }
        }
        // Views and triggers stand in the target as its own migrations made them.
        return new MigrationPlan(planned.toolVersion(), planned.schemaHash(), planned.options(), tables, List.of());
    }

    private TablePlan fit(TablePlan table, TableProfile profile, TargetTable target) {
        List<ColumnPlan> columns = new ArrayList<>();
        for (ColumnPlan column : table.columns()) {
            Optional<TargetTable.Column> found =
                    column(target, column.target()).or(() -> column(target, column.source()));
            if (found.isPresent()) {
                fit(table.source(), column, found.get()).ifPresent(columns::add);
            } else {
                boolean empty = values(profile, column.source()).isEmpty();
                settle(
                        table.source(),
                        column.source(),
                        empty ? FindingCode.EMPTY_AND_NOT_IN_TARGET : FindingCode.NOT_IN_TARGET,
                        "the column");
            }
        }
        for (TargetTable.Column column : target.columns()) {
            boolean isFilled = columns.stream().anyMatch(mine -> mine.target().equals(column.name()));
            boolean fillsItself = !column.notNull() || column.hasDefault() || column.identity() || column.generated();
            if (!isFilled && !fillsItself && profile.rows() > 0) {
                findings.add(Finding.of(FindingCode.NEEDS_A_VALUE, table.source(), column.name(), column.type()));
            }
        }
        target.triggers()
                .forEach(trigger -> findings.add(Finding.of(FindingCode.TARGET_TRIGGER, table.source(), trigger)));
        if (!target.foreignKeys().isEmpty()) {
            for (OrphanProfile orphans : profile.orphans()) {
                if (!prepared.aside()
                        .settles(table.source(), orphans.foreignKey().columns())) {
                    findings.add(Finding.of(
                            FindingCode.ORPHANS_REFUSED,
                            table.source(),
                            String.join(", ", orphans.foreignKey().columns()),
                            orphans.rows().words()));
                }
            }
        }
        return new TablePlan(
                table.source(), target.name(), columns, primaryKey(target), List.of(), List.of(), List.of(), List.of());
    }

    /** The plan with every key of the existing tables that is over columns which are filled. */
    private MigrationPlan withKeys(MigrationPlan plan) {
        List<TablePlan> tables = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            List<String> filled =
                    table.columns().stream().map(ColumnPlan::target).toList();
            List<KeyPlan> keys = new ArrayList<>();
            for (TargetTable.Index index :
                    catalog.table(table.target()).orElseThrow().indexes().values()) {
                boolean plain = !index.partial() && index.keys().stream().noneMatch(Objects::isNull);
                if (index.unique() && plain && filled.containsAll(index.keys())) {
                    keys.add(new KeyPlan(
                            index.name(),
                            index.keys().stream().map(Objects::requireNonNull).toList()));
                }
            }
            tables.add(new TablePlan(
                    table.source(), table.target(), table.columns(), null, keys, List.of(), List.of(), List.of()));
        }
        return new MigrationPlan(plan.toolVersion(), plan.schemaHash(), plan.options(), tables, List.of());
    }

    private Optional<ColumnPlan> fit(String table, ColumnPlan planned, TargetTable.Column found) {
        if (found.generated()) {
            if (planned.isCopied()) {
                settle(table, planned.source(), FindingCode.COMPUTED_BY_TARGET, "");
            }
            return Optional.empty();
        }
        Optional<PgType> type = PgType.ofCatalog(found.type());
        if (type.isEmpty()) {
            settle(table, planned.source(), FindingCode.TYPE_NOT_KNOWN, found.type());
            return Optional.empty();
        }
        if (!type.get().equals(planned.type())) {
            settle(
                    table,
                    planned.source(),
                    FindingCode.TAKEN_FROM_TARGET,
                    type.get() + " instead of " + planned.type() + ", which the values lead to");
        }
        return Optional.of(new ColumnPlan(
                planned.source(),
                found.name(),
                type.get(),
                planned.reading(),
                planned.zone() == null ? prepared.plan().options().zone() : planned.zone(),
                found.notNull(),
                found.identity() || (found.hasDefault() && planned.identity()),
                null,
                null,
                "as the existing table has it",
                planned.byUser(),
                planned.sourceSql(),
                planned.words(),
                null));
    }

    private static @Nullable KeyPlan primaryKey(TargetTable target) {
        TargetTable.Index key = target.primaryKey().orElse(null);
        if (key == null) {
            return null;
        }
        List<String> columns = new ArrayList<>();
        for (String column : key.keys()) {
            if (column != null) {
                columns.add(column);
            }
        }
        return new KeyPlan(key.name(), columns);
    }

    private static Optional<TargetTable.Column> column(TargetTable table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    private TableProfile profile(TablePlan table) {
        return prepared.profile().tables().stream()
                .filter(candidate -> candidate.table().name().equals(table.source()))
                .findFirst()
                .orElseThrow();
    }

    private static ColumnProfile values(TableProfile profile, String column) {
        List<SourceColumn> columns = profile.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return profile.columns().get(i);
            }
        }
        throw new IllegalArgumentException(column);
    }

    private void settle(String table, String column, FindingCode code, String detail) {
        settled.add(key(table, column));
        findings.add(Finding.of(code, table, column, detail));
    }

    private static String key(String table, @Nullable String column) {
        return table + "\0" + (column == null ? "" : column);
    }
}
