package org.liftlock.migration.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SourceColumn.Generation;
import org.liftlock.migration.source.SourceForeignKey.Deferrability;
import org.liftlock.migration.source.SourceIndex.Origin;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * Reads a schema through {@code sqlite_schema}, the pragmas, and the statements where pragmas are silent.
 *
 * <p>It is one thing, the mapping of SQLite's catalogue to {@link SourceSchema}. Not thread-safe.
 */
final class SchemaReader {

    private record Entry(String type, String name, String table, String sql) {}

    private record Listed(String type, boolean withoutRowid, boolean strict) {}

    private final Connection connection;
    private final Map<String, Long> highestIds = new HashMap<>();

    SchemaReader(Connection connection) {
        this.connection = connection;
    }

    SourceSchema read() throws SQLException {
        List<Entry> entries = entries();
        ViewExpansion.requireBounded(statementsOf("view", entries));
        Map<String, Listed> listed = listed();
        Map<String, String> indexStatements = statementsOf("index", entries);
        readHighestIds(listed.containsKey("sqlite_sequence"));

        // Java would fold other letters than ASCII's, too, and so take two tables for one.
        Map<String, String> modules = new TreeMap<>();
        Map<String, CreateVirtualTableStatement> virtual = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.type().equals("table") && isVirtual(entry.sql())) {
                CreateVirtualTableStatement statement = CreateVirtualTableStatement.parse(entry.sql());
                modules.put(entry.name(), statement.module());
                virtual.put(entry.name(), statement);
            }
        }
        List<SourceTable> tables = new ArrayList<>();
        List<SourceView> views = new ArrayList<>();
        List<SourceTrigger> triggers = new ArrayList<>();
        Map<String, List<String>> shadows = new HashMap<>();
        for (Entry entry : entries) {
            switch (entry.type()) {
                case "table" -> {
                    if (modules.containsKey(entry.name())) {
                        break;
                    }
                    String owner = shadowOwner(entry.name(), modules, listed);
                    if (owner == null) {
                        tables.add(table(entry, listed.get(SqliteSql.folded(entry.name())), indexStatements, entries));
                    } else {
                        shadows.computeIfAbsent(owner, key -> new ArrayList<>()).add(entry.name());
                    }
                }
                case "view" -> views.add(new SourceView(entry.name(), entry.sql(), errorOf(entry.name())));
                case "trigger" -> triggers.add(new SourceTrigger(entry.name(), entry.table(), entry.sql()));
                default -> {
                    // Indexes are read with their tables.
                }
            }
        }
        List<VirtualTable> virtualTables = new ArrayList<>();
        for (String name : modules.keySet()) {
            virtualTables.add(virtualTable(
                    name, Objects.requireNonNull(virtual.get(name)), shadows.getOrDefault(name, List.of())));
        }
        Set<String> shadowNames =
                shadows.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        return new SourceSchema(
                tables,
                views,
                triggers,
                virtualTables,
                statements(entries, entry -> entry.type().equals("table") && !shadowNames.contains(entry.name())),
                statements(entries, entry -> !entry.type().equals("table")),
                hash(entries));
    }

    private static List<String> statements(List<Entry> entries, Predicate<Entry> wanted) {
        return entries.stream()
                .filter(wanted)
                .map(Entry::sql)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private static Map<String, String> statementsOf(String type, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.type().equals(type))
                .collect(Collectors.toMap(Entry::name, Entry::sql, (first, second) -> first, LinkedHashMap::new));
    }

    private List<Entry> entries() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                                + " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")) {
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return entries;
    }

    private Map<String, Listed> listed() throws SQLException {
        Map<String, Listed> listed = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA main.table_list")) {
            while (rows.next()) {
                listed.put(
                        SqliteSql.folded(rows.getString("name")),
                        new Listed(rows.getString("type"), rows.getBoolean("wr"), rows.getBoolean("strict")));
            }
        }
        return listed;
    }

    private void readHighestIds(boolean sequenceTableExists) throws SQLException {
        if (!sequenceTableExists) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name, seq FROM sqlite_sequence WHERE typeof(seq) = 'integer'")) {
            while (rows.next()) {
                highestIds.merge(SqliteSql.folded(String.valueOf(rows.getString(1))), rows.getLong(2), Math::max);
            }
        }
    }

    private static boolean isVirtual(String sql) {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        return tokens.size() > 2 && tokens.get(0).is("CREATE") && tokens.get(1).is("VIRTUAL");
    }

    private VirtualTable virtualTable(String name, CreateVirtualTableStatement statement, List<String> shadows) {
        String counted = ShadowTables.counted(statement.module(), suffixes(name, shadows));
        boolean fullText =
                statement.module().startsWith("fts") && !statement.columns().isEmpty();
        return new VirtualTable(
                name,
                statement.module(),
                shadows,
                fullText ? statement.columns() : List.of(),
                statement.content(),
                statement.porter(),
                counted == null ? null : rows(name + "_" + counted));
    }

    private static Set<String> suffixes(String name, List<String> shadows) {
        return shadows.stream()
                .map(shadow -> SqliteSql.folded(shadow.substring(Math.min(shadow.length(), name.length() + 1))))
                .collect(Collectors.toSet());
    }

    private @Nullable Long rows(String table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + SqliteSql.name(table))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            // What is damaged here is no part of what is carried over.
            return null;
        }
    }

    /**
     * SQLite itself says which tables are shadows, but only of modules that are compiled in; the others are known by the
     * names that their documentation gives.
     */
    private static @Nullable String shadowOwner(String name, Map<String, String> modules, Map<String, Listed> listed) {
        Listed entry = listed.get(SqliteSql.folded(name));
        boolean declaredShadow = entry != null && entry.type().equals("shadow");
        for (Map.Entry<String, String> module : modules.entrySet()) {
            String prefix = SqliteSql.folded(module.getKey()) + "_";
            if (!SqliteSql.folded(name).startsWith(prefix)) {
                continue;
            }
            String suffix = SqliteSql.folded(name.substring(prefix.length()));
            if (declaredShadow || ShadowTables.suffixes(module.getValue()).contains(suffix)) {
                return module.getKey();
            }
        }
        return declaredShadow ? name : null;
    }

    private SourceTable table(
            Entry entry, @Nullable Listed listed, Map<String, String> indexStatements, List<Entry> entries)
            throws SQLException {
        CreateTableStatement statement = CreateTableStatement.parse(entry.sql());
        boolean withoutRowid = listed != null && listed.withoutRowid();
        List<SourceColumn> columns = new ArrayList<>();
        Map<Integer, String> keyColumns = new TreeMap<>();
        try (Statement pragma = connection.createStatement();
                ResultSet rows = pragma.executeQuery("PRAGMA main.table_xinfo(" + SqliteSql.name(entry.name()) + ")")) {
            while (rows.next()) {
                SourceColumn column = column(rows, statement);
                columns.add(column);
                if (rows.getInt("pk") > 0) {
                    keyColumns.put(rows.getInt("pk"), column.name());
                }
            }
        }
        List<String> primaryKey = List.copyOf(keyColumns.values());
        List<SourceIndex> indexes = indexes(entry, indexStatements);
        boolean keyHasIndex = indexes.stream().anyMatch(index -> index.origin() == Origin.PRIMARY_KEY);
        String rowidAlias = !withoutRowid && primaryKey.size() == 1 && !keyHasIndex ? primaryKey.get(0) : null;
        return new SourceTable(
                entry.name(),
                entry.sql(),
                withoutRowid,
                listed != null && listed.strict(),
                columns,
                primaryKey,
                rowidAlias,
                statement.autoincrement(),
                highestIds.get(SqliteSql.folded(entry.name())),
                indexes,
                foreignKeys(entry.name(), statement.deferrabilities(), entries),
                statement.checks(),
                statement.conflictClauses(),
                statement.comments().table());
    }

    private static SourceColumn column(ResultSet rows, CreateTableStatement statement) throws SQLException {
        String name = rows.getString("name");
        String key = SqliteSql.folded(name);
        String type = rows.getString("type");
        Generation generation =
                switch (rows.getInt("hidden")) {
                    case 2 -> Generation.VIRTUAL;
                    case 3 -> Generation.STORED;
                    default -> Generation.NONE;
                };
        return new SourceColumn(
                name,
                type == null ? "" : type.strip(),
                rows.getBoolean("notnull"),
                rows.getString("dflt_value"),
                statement.collations().getOrDefault(key, "BINARY"),
                generation,
                generation == Generation.NONE ? null : statement.generations().get(key),
                statement.comments().columns().get(key));
    }

    private List<SourceIndex> indexes(Entry table, Map<String, String> statements) throws SQLException {
        List<SourceIndex> indexes = new ArrayList<>();
        try (Statement pragma = connection.createStatement();
                ResultSet rows = pragma.executeQuery("PRAGMA main.index_list(" + SqliteSql.name(table.name()) + ")")) {
            while (rows.next()) {
                String name = rows.getString("name");
                Origin origin =
                        switch (rows.getString("origin")) {
                            case "u" -> Origin.UNIQUE_CONSTRAINT;
                            case "pk" -> Origin.PRIMARY_KEY;
                            default -> Origin.CREATE_INDEX;
                        };
                String sql = statements.get(name);
                CreateIndexStatement statement =
                        sql == null ? new CreateIndexStatement(List.of(), null) : CreateIndexStatement.parse(sql);
                indexes.add(new SourceIndex(
                        name, origin, rows.getBoolean("unique"), keys(name, statement), statement.whereSql()));
            }
        }
        // The pragma lists the newest first.
        List<SourceIndex> oldestFirst = new ArrayList<>(indexes);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private List<SourceIndex.Key> keys(String index, CreateIndexStatement statement) throws SQLException {
        List<SourceIndex.Key> keys = new ArrayList<>();
        try (Statement pragma = connection.createStatement();
                ResultSet rows = pragma.executeQuery("PRAGMA main.index_xinfo(" + SqliteSql.name(index) + ")")) {
            while (rows.next()) {
                if (!rows.getBoolean("key")) {
                    continue;
                }
                String column = rows.getString("name");
                String expression = column == null ? statement.keySqls().get(rows.getInt("seqno")) : null;
                keys.add(new SourceIndex.Key(column, expression, rows.getBoolean("desc"), rows.getString("coll")));
            }
        }
        return keys;
    }

    private List<SourceForeignKey> foreignKeys(String table, List<Deferrability> deferrabilities, List<Entry> entries)
            throws SQLException {
        record Part(
                int id,
                int order,
                String parent,
                String from,
                @Nullable String to,
                String onUpdate,
                String onDelete) {}
        List<Part> parts = new ArrayList<>();
        try (Statement pragma = connection.createStatement();
                ResultSet rows = pragma.executeQuery("PRAGMA main.foreign_key_list(" + SqliteSql.name(table) + ")")) {
            while (rows.next()) {
                parts.add(new Part(
                        rows.getInt("id"),
                        rows.getInt("seq"),
                        rows.getString("table"),
                        rows.getString("from"),
                        rows.getString("to"),
                        rows.getString("on_update"),
                        rows.getString("on_delete")));
            }
        }
        // The newest declaration has the id 0.
        parts.sort(Comparator.comparingInt(Part::id).reversed().thenComparingInt(Part::order));
        Map<Integer, List<Part>> byId = new TreeMap<>(Comparator.reverseOrder());
        parts.forEach(
                part -> byId.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(part));
        List<SourceForeignKey> keys = new ArrayList<>();
        for (List<Part> key : byId.values()) {
            Part first = key.get(0);
            List<String> parentColumns = key.stream().anyMatch(part -> part.to() == null)
                    ? primaryKeyOf(first.parent(), entries)
                    : key.stream().map(part -> String.valueOf(part.to())).toList();
            Deferrability deferrability = keys.size() < deferrabilities.size()
                    ? deferrabilities.get(keys.size())
                    : Deferrability.NOT_DEFERRABLE;
            keys.add(new SourceForeignKey(
                    key.stream().map(Part::from).toList(),
                    first.parent(),
                    parentColumns,
                    first.onDelete(),
                    first.onUpdate(),
                    deferrability));
        }
        return keys;
    }

    /** A view has no key, and of a broken one SQLite could not even list the columns. */
    private List<String> primaryKeyOf(String table, List<Entry> entries) throws SQLException {
        if (entries.stream().noneMatch(entry -> entry.type().equals("table") && SqliteSql.same(entry.name(), table))) {
            return List.of();
        }
        Map<Integer, String> columns = new TreeMap<>();
        try (Statement pragma = connection.createStatement();
                ResultSet rows = pragma.executeQuery("PRAGMA main.table_xinfo(" + SqliteSql.name(table) + ")")) {
            while (rows.next()) {
                if (rows.getInt("pk") > 0) {
                    columns.put(rows.getInt("pk"), rows.getString("name"));
                }
            }
        }
        return List.copyOf(columns.values());
    }

    private @Nullable String errorOf(String view) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + SqliteSql.name(view) + " LIMIT 0")) {
            rows.next();
            return null;
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private static String hash(List<Entry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Entry entry : entries) {
                for (String part : List.of(entry.type(), entry.name(), entry.table(), entry.sql())) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
