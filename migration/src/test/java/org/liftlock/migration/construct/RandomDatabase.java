package org.liftlock.migration.construct;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.liftlock.migration.testing.Sqlite;

/**
 * Makes a SQLite file of any constructs that CREATE TABLE, INDEX, VIEW, TRIGGER, VIRTUAL TABLE and ALTER TABLE know, with a
 * few rows of every storage class. What SQLite refuses is left out, so that what is left is what SQLite can hold. It is over
 * 300 lines because it is one thing: a generator with a method for each construct.
 */
final class RandomDatabase {

    private record Table(String name, List<String> columns) {}

    private final Random random;
    private final Connection connection;
    private final List<Table> tables = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    private RandomDatabase(Random random, Connection connection) {
        this.random = random;
        this.connection = connection;
    }

    /** Makes a file; what was done, in order, is told. */
    static List<String> make(Path file, long seed) throws SQLException {
        try (Connection connection = Sqlite.connect(file)) {
            RandomDatabase database = new RandomDatabase(new Random(seed), connection);
            database.run("PRAGMA journal_mode = MEMORY");
            database.run("PRAGMA synchronous = OFF");
            if (database.chance(10)) {
                database.run("PRAGMA encoding = 'UTF-16'");
            }
            database.run("BEGIN");
            database.make();
            database.run("COMMIT");
            return database.statements;
        }
    }

    private void make() {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            table();
        }
        if (tables.isEmpty() && run("CREATE TABLE a (b)")) {
            tables.add(new Table("a", List.of("b")));
        }
        times(3, this::index);
        times(2, this::view);
        times(2, this::trigger);
        if (chance(15)) {
            String module = pick(List.of("fts5(x, y)", "fts4(x)", "rtree(id, x0, x1)", "fts5(x, content='')"));
            run("CREATE VIRTUAL TABLE " + quoted(pick(RandomWords.NAMES)) + " USING " + module);
        }
        for (Table table : tables) {
            times(6, () -> row(table));
        }
        times(2, this::alteration);
        if (chance(10)) {
            run("ANALYZE");
        }
    }

    private void table() {
        boolean strict = chance(12);
        List<String> columns = names(1 + random.nextInt(6));
        boolean inlineKey = chance(50);
        boolean withoutRowid = chance(15);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(column(columns, i, strict, i == 0 && inlineKey));
        }
        if (!inlineKey && (withoutRowid || chance(40))) {
            parts.add(constraintName() + "PRIMARY KEY (" + someKeys(columns) + ")" + pick(RandomWords.CONFLICTS));
        }
        times(2, () -> {
            String separator = chance(85) ? "," : " ";
            parts.add((separator.equals(",") ? "" : "\0") + constraintName() + tableConstraint(columns));
        });
        String body = String.join(comment() + ", ", parts).replace(", \0", " ");
        String name = pick(RandomWords.NAMES);
        List<String> options = new ArrayList<>();
        if (withoutRowid) {
            options.add("WITHOUT ROWID");
        }
        if (strict) {
            options.add("STRICT");
        }
        String sql = "CREATE TABLE " + (chance(20) ? "IF NOT EXISTS " : "") + comment() + quoted(name) + comment() + "("
                + comment() + body + comment() + ")" + comment() + String.join(", ", options);
        if (run(sql)) {
            tables.add(new Table(name, columns));
        }
    }

    private String column(List<String> columns, int place, boolean strict, boolean key) {
        StringBuilder sql = new StringBuilder(quoted(columns.get(place))).append(' ');
        String type = pick(strict ? RandomWords.STRICT_TYPES : RandomWords.TYPES);
        if (key) {
            boolean alias = chance(70);
            sql.append(alias ? "INTEGER" : type)
                    .append(comment())
                    .append(' ')
                    .append(constraintName())
                    .append("PRIMARY KEY");
            sql.append(pick(List.of("", "", "", " ASC", " DESC"))).append(pick(RandomWords.CONFLICTS));
            sql.append(alias && chance(30) ? " AUTOINCREMENT" : "");
        } else {
            sql.append(type);
        }
        if (!key && place > 0 && chance(12)) {
            String of = quoted(columns.get(random.nextInt(place)));
            sql.append(pick(List.of(" RandomWords.GENERATED ALWAYS AS (", " AS (")))
                    .append(comment())
                    .append(pick(RandomWords.GENERATED).replace("%s", of))
                    .append(')')
                    .append(pick(List.of("", " STORED", " VIRTUAL")));
        } else if (chance(30)) {
            sql.append(comment()).append(" DEFAULT ").append(pick(RandomWords.DEFAULTS));
        }
        List<Supplier<String>> more = List.of(
                () -> " NOT NULL" + pick(RandomWords.CONFLICTS),
                () -> " UNIQUE" + pick(RandomWords.CONFLICTS),
                () -> " CHECK (" + comment() + check(columns) + ")",
                () -> " COLLATE " + pick(List.of("NOCASE", "nocase", "RTRIM", "BINARY", "\"NOCASE\"")),
                () -> references(1),
                () -> " NULL");
        for (Supplier<String> clause : more) {
            if (chance(13)) {
                sql.append(comment()).append(' ').append(constraintName()).append(clause.get());
            }
        }
        return sql.toString();
    }

    private String tableConstraint(List<String> columns) {
        return switch (random.nextInt(4)) {
            case 0 -> "UNIQUE (" + someKeys(columns) + ")" + pick(RandomWords.CONFLICTS);
            case 1 -> "CHECK (" + check(columns) + ")";
            default -> {
                List<String> some = some(columns);
                yield "FOREIGN KEY (" + list(some) + ")" + references(some.size());
            }
        };
    }

    private String references(int count) {
        if (tables.isEmpty() || chance(10)) {
            return " REFERENCES " + quoted(pick(RandomWords.NAMES))
                    + (chance(50) ? "" : "(" + quoted(pick(RandomWords.NAMES)) + ")");
        }
        Table parent = tables.get(random.nextInt(tables.size()));
        List<String> columns =
                parent.columns().subList(0, Math.min(count, parent.columns().size()));
        String name = chance(20) ? swapCase(parent.name()) : parent.name();
        return " REFERENCES " + quoted(name) + (chance(35) ? "" : " (" + list(columns) + ")")
                + pick(RandomWords.ACTIONS) + comment() + pick(RandomWords.DEFERRALS);
    }

    private void index() {
        Table table = tables.get(random.nextInt(tables.size()));
        List<String> keys = new ArrayList<>();
        for (String column : some(table.columns())) {
            String key = chance(75)
                    ? quoted(column)
                    : pick(List.of(
                                    "lower(%s)",
                                    "%s + 1", "(length(%s))", "coalesce(%s, '')", "%s || 'x, y)'", "upper(%s)"))
                            .replace("%s", quoted(column));
            keys.add(comment()
                    + key
                    + pick(List.of("", "", "", " COLLATE NOCASE", " COLLATE BINARY", " COLLATE RTRIM"))
                    + pick(List.of("", "", " ASC", " DESC")));
        }
        // A condition that always holds makes no partial index in PostgreSQL.
        String condition = check(table.columns());
        String where = chance(25) && !condition.equals("1") ? " WHERE " + condition : "";
        run("CREATE " + (chance(30) ? "UNIQUE " : "") + "INDEX " + quoted(pick(RandomWords.NAMES)) + comment() + " ON "
                + quoted(table.name()) + " (" + String.join(", ", keys) + ")" + comment() + where);
    }

    private void view() {
        Table table = tables.get(random.nextInt(tables.size()));
        Table other = tables.get(random.nextInt(tables.size()));
        String column = quoted(table.columns().get(0));
        String query = pick(List.of(
                "SELECT * FROM %t",
                "SELECT %c FROM %t",
                "SELECT %c AS %n, count(*) FROM %t GROUP BY %c",
                "SELECT x.%c, y.%d FROM %t x JOIN %o y ON x.%c = y.%d",
                "SELECT %c FROM %t WHERE %c IS NOT NULL ORDER BY %c LIMIT 3",
                "WITH w AS (SELECT %c FROM %t) SELECT * FROM w",
                "SELECT %c FROM %t UNION ALL SELECT %d FROM %o",
                "SELECT %c, 'x -- y' AS z FROM %t",
                "SELECT * FROM nowhere",
                "SELECT max(%c), min(%c) FROM %t",
                "SELECT %c FROM %t LEFT JOIN %o USING (%c)",
                "SELECT rowid, %c FROM %t",
                "SELECT printf('%s', %c) FROM %t"));
        query = query.replace("%t", quoted(table.name()))
                .replace("%o", quoted(other.name()))
                .replace("%c", column)
                .replace("%d", quoted(other.columns().get(0)))
                .replace("%n", quoted(pick(RandomWords.NAMES)));
        run("CREATE VIEW " + quoted(pick(RandomWords.NAMES)) + comment() + " AS " + comment() + query);
    }

    private void trigger() {
        Table table = tables.get(random.nextInt(tables.size()));
        String column = quoted(table.columns().get(0));
        String event = pick(List.of("AFTER INSERT", "BEFORE UPDATE", "AFTER DELETE", "AFTER UPDATE OF " + column));
        String body = pick(List.of(
                "SELECT 1;",
                "UPDATE " + quoted(table.name()) + " SET " + column + " = " + column + " WHERE 0;",
                "SELECT RAISE(IGNORE) WHERE 0;"));
        run("CREATE TRIGGER " + quoted(pick(RandomWords.NAMES)) + " " + event + " ON " + quoted(table.name())
                + " BEGIN " + body + " END");
    }

    private void alteration() {
        int at = random.nextInt(tables.size());
        Table table = tables.get(at);
        String name = pick(RandomWords.NAMES);
        switch (random.nextInt(3)) {
            case 0 ->
                run("ALTER TABLE " + quoted(table.name()) + " ADD COLUMN " + quoted(name) + " "
                        + pick(RandomWords.TYPES)
                        + (chance(50) ? " DEFAULT " + pick(RandomWords.DEFAULTS) : "")
                        + (chance(20) ? " CHECK (" + quoted(name) + " IS NOT 12345)" : "") + comment());
            case 1 ->
                run("ALTER TABLE " + quoted(table.name()) + " RENAME COLUMN "
                        + quoted(table.columns().get(0)) + " TO " + quoted(name));
            default -> {
                if (run("ALTER TABLE " + quoted(table.name()) + " RENAME TO " + quoted(name))) {
                    tables.set(at, new Table(name, table.columns()));
                }
            }
        }
    }

    private void row(Table table) {
        StringBuilder values = new StringBuilder();
        List<String> columns = new ArrayList<>();
        for (String column : table.columns()) {
            if (chance(85)) {
                columns.add(quoted(column));
                values.append(values.length() == 0 ? "" : ", ").append(pick(RandomWords.VALUES));
            }
        }
        run("INSERT OR IGNORE INTO " + quoted(table.name())
                + (columns.isEmpty()
                        ? " DEFAULT RandomWords.VALUES"
                        : " (" + String.join(", ", columns) + ") RandomWords.VALUES (" + values + ")"));
    }

    private String check(List<String> columns) {
        return pick(RandomWords.CHECKS)
                .replace("%s", quoted(columns.get(random.nextInt(columns.size()))))
                .replace("%%", "%");
    }

    private String constraintName() {
        return chance(15) ? "CONSTRAINT " + quoted(pick(RandomWords.NAMES)) + " " : "";
    }

    private String someKeys(List<String> columns) {
        List<String> keys = new ArrayList<>();
        for (String column : some(columns)) {
            keys.add(quoted(column) + pick(List.of("", "", "", " COLLATE NOCASE", " DESC", " ASC")));
        }
        return String.join(", ", keys);
    }

    private List<String> some(List<String> columns) {
        List<String> some = new ArrayList<>();
        int count = 1 + random.nextInt(Math.min(3, columns.size()));
        while (some.size() < count) {
            String column = columns.get(random.nextInt(columns.size()));
            if (!some.contains(column)) {
                some.add(column);
            }
        }
        return some;
    }

    private List<String> names(int count) {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            String name = pick(RandomWords.NAMES);
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        return names;
    }

    private String list(List<String> names) {
        return String.join(", ", names.stream().map(this::quoted).toList());
    }

    /** A name in any of the ways in which SQLite lets it be written. */
    private String quoted(String name) {
        boolean plain = name.matches("[a-z]{1,4}|[a-zA-Z]+Id|[a-z]+_[a-z]+")
                && !name.matches("end|null|true|from|key|left|rank");
        int way = random.nextInt(10);
        if (plain && way < 5) {
            return name;
        }
        if (way == 6 && !name.contains("]")) {
            return "[" + name + "]";
        }
        if (way == 7) {
            return "`" + name.replace("`", "``") + "`";
        }
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String swapCase(String name) {
        StringBuilder swapped = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            swapped.append(letter ? (char) (c ^ 0x20) : c);
        }
        return swapped.toString();
    }

    private String comment() {
        return chance(4) ? pick(RandomWords.COMMENTS) : "";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void times(int most, Runnable what) {
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            what.run();
        }
    }

    private boolean run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statements.add(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
