package org.liftlock.migration.quarantine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.ForeignKeyPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.OrphanPolicy;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.Jdbc;

/**
 * Settles the rows that break foreign keys, as the plan says. A row that is set aside takes with it the rows that need it,
 * as far as their own keys say so, until nothing changes any more. Lists of rows are kept by SQLite, not on the heap, in a
 * file of our own that is attached to every reader. Use once.
 *
 * <p>It is over 300 lines because it is one thing: the policies, which rest on each other's results.
 */
public final class OrphanSettlement {

    /** The name under which readers see the lists. */
    private static final String SCHEMA = "liftlock_aside";

    private static final int SHOWN = 3;

    private final SqliteSource source;
    private final DatabaseProfile profile;
    private final boolean redact;
    private final List<AsideTable> tables = new ArrayList<>();
    private final List<ForeignKeyEdge> edges = new ArrayList<>();
    private final Map<AsideTable, RowsAside.Listed> setAside = new LinkedHashMap<>();
    private final Map<String, List<RowsAside.Listed>> emptied = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<RowsAside.Key> settled = new HashSet<>();

    private OrphanSettlement(
            SqliteSource source, DatabaseProfile profile, MigrationPlan plan, UnaryOperator<OrphanPolicy> policy) {
        this.source = source;
        this.profile = profile;
        this.redact = plan.options().redact();
        Map<String, AsideTable> byTarget = new HashMap<>();
        Map<String, SourceTable> sources = source.schema().tables().stream()
                .collect(Collectors.toMap(table -> SqliteSql.folded(table.name()), Function.identity()));
        for (TablePlan table : plan.tables()) {
            SourceTable sourceTable = Objects.requireNonNull(sources.get(SqliteSql.folded(table.source())));
            AsideTable aside = new AsideTable(tables.size(), sourceTable, table);
            tables.add(aside);
            byTarget.put(table.target(), aside);
        }
        for (AsideTable child : tables) {
            for (ForeignKeyPlan key : child.plan().foreignKeys()) {
                AsideTable parent = byTarget.get(key.parent());
                if (parent != null) {
                    edges.add(new ForeignKeyEdge(
                            child, parent, key, child.isAddressable() ? policy.apply(key.orphans()) : key.orphans()));
                }
            }
        }
    }

    /**
     * Settles them.
     *
     * @param source the source; afterwards its readers see the lists of rows
     * @param profile what was found in it
     * @param plan says for each foreign key what becomes of the rows that break it
     * @return what to read, and what to tell
     * @throws MigrationException if a policy cannot be followed (cause {@code INPUT}), or the lists cannot be written
     */
    public static RowsAside settle(SqliteSource source, DatabaseProfile profile, MigrationPlan plan) {
        boolean whole =
                profile.tables().stream().allMatch(table -> table.orphans().isEmpty());
        boolean asStored = plan.tables().stream()
                .flatMap(table -> table.columns().stream())
                .allMatch(column -> column.sourceSql() == null);
        if (whole && asStored) {
            return RowsAside.NONE;
        }
        OrphanSettlement settlement = new OrphanSettlement(source, profile, plan, UnaryOperator.identity());
        boolean moves = settlement.edges.stream()
                .anyMatch(edge -> edge.policy() == OrphanPolicy.SET_NULL || edge.policy() == OrphanPolicy.QUARANTINE);
        settlement.asFound();
        if (moves) {
            return settlement.settle();
        }
        OrphanSettlement removal = new OrphanSettlement(source, profile, plan, policy -> OrphanPolicy.QUARANTINE);
        settlement.findings.addAll(removal.effect());
        return new RowsAside(Map.of(), Map.of(), Set.of(), settlement.findings);
    }

    /** What the profile says of keys whose rows stay as they are. */
    private void asFound() {
        RowLists.within(source, connection -> {
            for (ForeignKeyEdge edge : edges) {
                asFound(connection, edge);
            }
        });
    }

    private void asFound(Connection connection, ForeignKeyEdge edge) throws SQLException {
        if (edge.policy() == OrphanPolicy.SET_NULL || edge.policy() == OrphanPolicy.QUARANTINE) {
            settled.add(new RowsAside.Key(edge.child().source().name(), edge.columns()));
            return;
        }
        FindingCode code = edge.policy() == OrphanPolicy.REFUSE ? FindingCode.ORPHANS_FORBIDDEN : FindingCode.ORPHANS;
        String parent = edge.parent().source().name() + "(" + String.join(", ", edge.parentColumns()) + "): ";
        if (edge.readsOther()) {
            String fromWhere = edge.complete() + " AND NOT " + edge.parentExists("");
            long rows = Jdbc.number(connection, "SELECT count(*)" + fromWhere);
            if (rows > 0) {
                String list = "(SELECT " + edge.child().names("c.") + fromWhere + ")";
                find(
                        code,
                        edge,
                        parent + RowCount.words(rows) + " (" + addresses(connection, edge.child(), list, rows) + ")");
            }
            return;
        }
        profile.tables().stream()
                .filter(table -> table.table() == edge.child().source())
                .flatMap(table -> table.orphans().stream())
                .filter(orphans -> edge.isOf(orphans.foreignKey()))
                .forEach(orphans -> find(code, edge, parent + orphans.rows().words()));
    }

    private void find(FindingCode code, ForeignKeyEdge edge, String detail) {
        findings.add(Finding.of(code, edge.child().source().name(), String.join(", ", edge.columns()), detail));
    }

    /** What else would lose its parent if the rows that break keys were deleted. */
    private List<Finding> effect() {
        RowLists.within(source, connection -> {
            setAside(connection);
            for (AsideTable table : tables) {
                long drawn = moves(table)
                        ? Jdbc.number(connection, "SELECT count(*) FROM " + list(table) + " WHERE round > 0")
                        : 0;
                if (drawn > 0) {
                    findings.add(Finding.of(
                            FindingCode.ORPHANS_DRAW_OTHERS,
                            table.source().name(),
                            RowCount.words(drawn) + " ("
                                    + addresses(connection, table, list(table) + " WHERE round > 0", drawn) + ")"));
                }
            }
        });
        return findings;
    }

    private RowsAside settle() {
        Path lists = source.newFolder().resolve("rows.db");
        RowLists.within(source, connection -> {
            setAside(connection);
            for (AsideTable table : tables) {
                if (moves(table)) {
                    report(connection, table);
                }
            }
            empty(connection);
            RowLists.export(connection, exported(), lists);
        });
        source.attach(lists, SCHEMA);
        Map<String, RowsAside.Listed> byName = new HashMap<>();
        setAside.forEach(
                (table, listed) -> byName.put(SqliteSql.folded(table.source().name()), listed));
        return new RowsAside(byName, emptied, settled, findings);
    }

    private void setAside(Connection connection) throws SQLException {
        for (AsideTable table : tables) {
            if (moves(table)) {
                requireAddressable(table);
                Jdbc.execute(
                        connection,
                        "CREATE TEMP TABLE " + table.list() + " (" + table.listColumns(", why INTEGER, round INTEGER")
                                + ")");
            }
        }
        List<ForeignKeyEdge> moving = edges.stream()
                .filter(edge -> edge.policy() == OrphanPolicy.QUARANTINE)
                .toList();
        long added = 0;
        for (ForeignKeyEdge edge : moving) {
            added += insert(connection, edge, 0, edge.complete() + " AND NOT " + edge.parentExists(""));
        }
        for (int round = 1; added > 0; round++) {
            added = 0;
            for (ForeignKeyEdge edge : moving) {
                if (moves(edge.parent())) {
                    String gone =
                            " AND " + edge.parent().isListed(list(edge.parent()), "p", " AND a.round = " + (round - 1));
                    added += insert(connection, edge, round, edge.complete() + " AND " + edge.parentExists(gone));
                }
            }
        }
    }

    private boolean moves(AsideTable table) {
        return edges.stream().anyMatch(edge -> edge.child() == table && edge.policy() == OrphanPolicy.QUARANTINE);
    }

    private static void requireAddressable(AsideTable table) {
        if (!table.isAddressable()) {
            throw new MigrationException(
                            Cause.INPUT,
                            "Rows of a table can be set aside or changed only where something names them; its columns hide the rowid",
                            "Write orphans: keep for its foreign keys",
                            null)
                    .with("table", table.source().name());
        }
    }

    private static String list(AsideTable table) {
        return "temp." + table.list();
    }

    private long insert(Connection connection, ForeignKeyEdge edge, int round, String fromWhere) throws SQLException {
        AsideTable child = edge.child();
        return Jdbc.update(
                connection,
                "INSERT OR IGNORE INTO " + list(child) + " SELECT " + child.names("c.") + ", " + edges.indexOf(edge)
                        + ", " + round + fromWhere);
    }

    private void report(Connection connection, AsideTable table) throws SQLException {
        long rows = Jdbc.number(connection, "SELECT count(*) FROM " + list(table));
        if (rows == 0) {
            return;
        }
        List<String> counts = new ArrayList<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ForeignKeyEdge edge : edges) {
            String of = " FROM " + list(table) + " WHERE why = " + edges.indexOf(edge);
            long broken = Jdbc.number(connection, "SELECT count(*)" + of + " AND round = 0");
            long drawn = Jdbc.number(connection, "SELECT count(*)" + of + " AND round > 0");
            String words = words(edge);
            if (broken > 0) {
                counts.add(broken + " without a parent in " + words);
                reasons.put("no parent in " + words, isListedFor(table, edge, "= 0"));
            }
            if (drawn > 0) {
                counts.add(drawn + " whose parent in " + words + " is set aside");
                reasons.put("its parent in " + words + " is set aside", isListedFor(table, edge, "> 0"));
            }
        }
        findings.add(Finding.of(
                FindingCode.ROWS_QUARANTINED,
                table.source().name(),
                RowCount.words(rows) + " (" + addresses(connection, table, list(table), rows) + "): "
                        + String.join("; ", counts)));
        setAside.put(
                table,
                new RowsAside.Listed(
                        table.isListedHere(SCHEMA + "." + table.list(), "true"), List.of(), rows, reasons));
    }

    private String isListedFor(AsideTable table, ForeignKeyEdge edge, String round) {
        return table.isListedHere(SCHEMA + "." + table.list(), "why = " + edges.indexOf(edge) + " AND round " + round);
    }

    private static String words(ForeignKeyEdge edge) {
        return String.join(", ", edge.columns()) + " → "
                + edge.parent().source().name();
    }

    /** What is left without a parent when nothing more is set aside. */
    private void empty(Connection connection) throws SQLException {
        for (ForeignKeyEdge edge : edges) {
            String gone =
                    isMoved(edge.parent()) ? " AND NOT " + edge.parent().isListed(list(edge.parent()), "p", "") : "";
            String stays =
                    isMoved(edge.child()) ? " AND NOT " + edge.child().isListed(list(edge.child()), "c", "") : "";
            String fromWhere = edge.complete() + stays + " AND NOT " + edge.parentExists(gone);
            switch (edge.policy()) {
                case SET_NULL -> empty(connection, edge, fromWhere);
                case KEEP -> keep(connection, edge, fromWhere);
                case QUARANTINE, REFUSE -> {
                    // The first leaves nothing here; the second has been refused before.
                }
            }
        }
    }

    private Map<String, AsideTable> exported() {
        Map<String, AsideTable> lists = new LinkedHashMap<>();
        setAside.keySet().forEach(table -> lists.put(table.list(), table));
        for (ForeignKeyEdge edge : edges) {
            if (edge.policy() == OrphanPolicy.SET_NULL) {
                lists.put("n" + edges.indexOf(edge), edge.child());
            }
        }
        return lists;
    }

    private String addresses(Connection connection, AsideTable table, String list, long rows) throws SQLException {
        if (redact && !table.isByRowid()) {
            return "keys not shown";
        }
        List<String> shown = Jdbc.texts(connection, table.addresses(list, SHOWN));
        return String.join(", ", shown) + (rows > SHOWN ? ", …" : "");
    }

    private boolean isMoved(AsideTable table) {
        return setAside.containsKey(table);
    }

    private void empty(Connection connection, ForeignKeyEdge edge, String fromWhere) throws SQLException {
        AsideTable child = edge.child();
        requireAddressable(child);
        String name = "n" + edges.indexOf(edge);
        Jdbc.execute(connection, "CREATE TEMP TABLE " + name + " (" + child.listColumns("") + ")");
        long rows = Jdbc.update(
                connection, "INSERT OR IGNORE INTO temp." + name + " SELECT " + child.names("c.") + fromWhere);
        if (rows == 0) {
            return;
        }
        List<String> columns = EmptiedColumns.of(edge, edges);
        findings.add(Finding.of(
                FindingCode.ORPHANS_EMPTIED,
                child.source().name(),
                String.join(", ", columns),
                RowCount.words(rows) + " (" + addresses(connection, child, "temp." + name, rows)
                        + ") without a parent in " + edge.parent().source().name()));
        emptied.computeIfAbsent(SqliteSql.folded(child.source().name()), key -> new ArrayList<>())
                .add(new RowsAside.Listed(child.isListedHere(SCHEMA + "." + name, "true"), columns, rows, Map.of()));
    }

    /** Rows that were whole before, but whose parent is set aside. */
    private void keep(Connection connection, ForeignKeyEdge edge, String fromWhere) throws SQLException {
        if (!isMoved(edge.parent())) {
            return;
        }
        String before = edge.complete() + " AND NOT " + edge.parentExists("");
        long now = Jdbc.number(connection, "SELECT count(*)" + fromWhere);
        long then = Jdbc.number(connection, "SELECT count(*)" + before);
        if (now > then) {
            findings.add(Finding.of(
                    FindingCode.ORPHANS,
                    edge.child().source().name(),
                    String.join(", ", edge.columns()),
                    RowCount.words(now - then) + " more, since their parent in "
                            + edge.parent().source().name() + " is set aside"));
        }
    }
}
