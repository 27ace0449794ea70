package org.liftlock.migration.construct;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.construct.DeclaredWords.Deferral;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;

/**
 * Holds what SQLite has against what PostgreSQL has: each construct is there, or a finding of a kind that fits names it.
 * Use once.
 *
 * <p>It is over 300 lines because it is one thing: the list of all constructs.
 */
final class Losses {

    private final SqliteObjects source;
    private final PostgresObjects target;
    private final List<Finding> findings;
    private final Map<String, String> relations = new HashMap<>();
    private final List<String> losses = new ArrayList<>();

    private Losses(SqliteObjects source, PostgresObjects target, List<Finding> findings) {
        this.source = source;
        this.target = target;
        this.findings = findings;
        List<String> names = new ArrayList<>(source.views().keySet());
        for (SqliteObjects.Table table : source.tables()) {
            names.add(table.name());
            table.indexes().forEach(index -> names.add(index.name()));
        }
        for (String name : names) {
            relations.put(
                    folded(name),
                    findings.stream()
                            .filter(finding -> finding.code() == FindingCode.RENAMED
                                    && finding.column().isEmpty()
                                    && finding.object().equals(name))
                            .map(Finding::detail)
                            .filter(this::isRelation)
                            .findFirst()
                            .orElse(folded(name)));
        }
    }

    /** A column without a name cannot be told from its table in a finding. */
    private boolean isRelation(String name) {
        return target.tables().containsKey(name)
                || target.views().containsKey(name)
                || target.tables().values().stream()
                        .flatMap(table -> table.indexes().stream())
                        .anyMatch(index -> index.name().equals(name));
    }

    /** What is lost, a line for each. */
    static List<String> of(SqliteObjects source, PostgresObjects target, List<Finding> findings) {
        return new Losses(source, target, findings).find();
    }

    private List<String> find() {
        source.tables().forEach(this::table);
        source.views().forEach(this::view);
        source.triggers().forEach((name, table) -> {
            boolean renamed = findings.stream()
                    .anyMatch(finding -> finding.code() == FindingCode.RENAMED
                            && finding.object().equals(name)
                            && target.triggers().contains(finding.detail()));
            if (!renamed && !target.triggers().contains(folded(name))) {
                unlessNamed("trigger " + name + " on " + table, name, FindingCode.TRIGGER_LEFT_OUT);
            }
        });
        source.virtualTables()
                .forEach(name -> unlessNamed("virtual table " + name, name, FindingCode.VIRTUAL_TABLE_LEFT_OUT));
        for (String name : source.shadowTables()) {
            boolean named = findings.stream()
                    .anyMatch(finding -> finding.code() == FindingCode.VIRTUAL_TABLE_LEFT_OUT
                            && (finding.object().equals(name)
                                    || finding.detail().contains(name)));
            if (!named) {
                losses.add("shadow table " + name);
            }
        }
        return losses;
    }

    private void view(String name, int columns) {
        Integer found = target.views().get(relation(name));
        if (found == null) {
            unlessNamed(
                    "view " + name,
                    name,
                    columns < 0 ? FindingCode.VIEW_BROKEN : FindingCode.VIEW_NOT_TRANSLATED,
                    FindingCode.STATEMENT_FAILED);
        } else if (columns >= 0 && found != columns) {
            losses.add("view " + name + " has " + found + " columns, not " + columns);
        }
    }

    private void table(SqliteObjects.Table table) {
        PostgresObjects.Table found = target.tables().get(relation(table.name()));
        if (found == null) {
            unlessNamed(
                    "table " + table.name(), table.name(), FindingCode.STATEMENT_FAILED, FindingCode.TOO_MANY_COLUMNS);
            return;
        }
        List<String> names = table.columns().stream()
                .map(column -> column(table.name(), column.name()))
                .toList();
        List<String> foundNames =
                found.columns().stream().map(PostgresObjects.Column::name).toList();
        if (!names.equals(foundNames)) {
            losses.add("table " + table.name() + " has columns " + foundNames + ", not " + names);
            return;
        }
        table.columns().forEach(column -> new Columns(table, found).column(column));
        primaryKey(table, found);
        table.indexes().forEach(index -> index(table, index, found));
        table.foreignKeys().forEach(key -> foreignKey(table, key, found));
        checks(table, found);
        for (String conflict : table.words().conflicts()) {
            unlessNamedWith(
                    "ON CONFLICT " + conflict + " of " + table.name(),
                    FindingCode.CONFLICT_CLAUSE_LEFT_OUT,
                    table.name(),
                    conflict);
        }
    }

    /** What becomes of single columns. */
    private final class Columns {

        private final SqliteObjects.Table table;
        private final PostgresObjects.Table found;

        Columns(SqliteObjects.Table table, PostgresObjects.Table found) {
            this.table = table;
            this.found = found;
        }

        void column(SqliteObjects.Column column) {
            PostgresObjects.Column there =
                    Objects.requireNonNull(found.column(Losses.this.column(table.name(), column.name())));
            boolean isId = table.givesIds() && table.primaryKey().contains(column.name());
            if (column.notNull() && !there.notNull()) {
                lost("NOT NULL", column, FindingCode.NULL_IN_NOT_NULL_COLUMN);
            }
            if (column.generated() && !there.generated()) {
                lost("GENERATED", column, FindingCode.GENERATED_AS_VALUES);
            }
            if (isId && !there.identity()) {
                lost("the id that SQLite gives", column, FindingCode.IDENTITY_NOT_POSSIBLE);
            }
            boolean usedId = isId
                    && there.nextId() != null
                    && table.sequence() != null
                    && table.words().autoincrement()
                    && there.nextId() <= table.sequence();
            if (usedId) {
                lost(
                        "AUTOINCREMENT: next " + there.nextId() + " after " + table.sequence(),
                        column,
                        FindingCode.IDENTITY_EXHAUSTED);
            }
            if (!column.collation().equalsIgnoreCase("BINARY") && isText(there.type())) {
                lost(
                        "COLLATE " + column.collation(),
                        column,
                        FindingCode.COLLATION_NOCASE,
                        FindingCode.COLLATION_OTHER);
            }
            if (!isId && !column.generated()) {
                defaultOf(column, there);
            }
            if (table.strict() && !holdsOnly(column.type(), there.type())) {
                lost("STRICT " + column.type() + " as " + there.type(), column, FindingCode.WIDENED_BY_FOREIGN_KEY);
            }
        }

        private void defaultOf(SqliteObjects.Column column, PostgresObjects.Column there) {
            String wanted = column.defaultValue();
            boolean none = column.defaultSql() == null || "NULL".equals(wanted);
            if (none) {
                if (there.defaultSql() != null && there.defaultValue() != null) {
                    losses.add(where(column) + " has got the DEFAULT " + there.defaultSql());
                }
            } else if (there.defaultSql() == null) {
                lost("DEFAULT " + column.defaultSql(), column, FindingCode.DEFAULT_NOT_TRANSLATED);
            } else if (wanted != null && !sameValue(wanted, there.defaultValue(), there.type())) {
                lost(
                        "DEFAULT " + column.defaultSql() + " is " + wanted + ", became " + there.defaultSql() + " of "
                                + there.type(),
                        column,
                        FindingCode.TRANSLATION_NOTE);
            }
        }

        private void lost(String what, SqliteObjects.Column column, FindingCode... codes) {
            unlessNamed(what + " of " + where(column), table.name(), column.name(), codes);
        }

        private String where(SqliteObjects.Column column) {
            return table.name() + "." + column.name();
        }
    }

    private void primaryKey(SqliteObjects.Table table, PostgresObjects.Table found) {
        List<String> wanted = table.primaryKey().stream()
                .map(column -> column(table.name(), column))
                .toList();
        if (wanted.equals(found.primaryKey())) {
            return;
        }
        boolean named = table.primaryKey().stream()
                .anyMatch(column -> isNamed(table.name(), column, FindingCode.NULL_IN_PRIMARY_KEY));
        if (!named && !isBroken(table.name())) {
            losses.add("primary key " + wanted + " of " + table.name() + ", there is " + found.primaryKey());
        }
    }

    private void index(SqliteObjects.Table table, SqliteObjects.Index index, PostgresObjects.Table found) {
        boolean hasName = index.origin() == 'c';
        boolean isThere = found.indexes().stream()
                .filter(candidate -> !hasName || candidate.name().equals(relation(index.name())))
                .anyMatch(candidate -> serves(table, index, candidate));
        if (isThere) {
            return;
        }
        boolean named = isNamed(index.name(), "", FindingCode.INDEX_NOT_TRANSLATED)
                || findings.stream()
                        .anyMatch(finding -> finding.code() == FindingCode.INDEX_AS_HASH
                                && finding.object().equals(table.name())
                                && finding.detail().contains(index.name()))
                || (index.origin() == 'p'
                        && table.primaryKey().stream()
                                .anyMatch(column -> isNamed(table.name(), column, FindingCode.NULL_IN_PRIMARY_KEY)));
        if (!named && !isBroken(table.name())) {
            losses.add("index " + index + " of " + table.name() + ", there are " + found.indexes());
        }
    }

    private boolean serves(SqliteObjects.Table table, SqliteObjects.Index index, PostgresObjects.Index candidate) {
        if (candidate.unique() != index.unique()
                || candidate.partial() != index.partial()
                || candidate.keys().size() != index.keys().size()) {
            return false;
        }
        for (int i = 0; i < index.keys().size(); i++) {
            SqliteObjects.Key key = index.keys().get(i);
            PostgresObjects.Key there = candidate.keys().get(i);
            // A constraint's order does not matter; it is read in either direction.
            if (index.origin() == 'c' && key.descending() != there.descending()) {
                return false;
            }
            if (key.column() == null) {
                boolean told = key.collation().equalsIgnoreCase("BINARY")
                        || isNamed(index.name(), "", FindingCode.COLLATION_NOCASE, FindingCode.COLLATION_OTHER);
                if (there.isColumn() || !told) {
                    return false;
                }
                continue;
            }
            String column = column(table.name(), key.column());
            boolean text = isText(typeOf(table, column));
            boolean nocase = key.collation().equalsIgnoreCase("NOCASE") && text;
            boolean same = nocase
                    ? there.sql().contains("lower(")
                    : there.isColumn() && there.sql().equals(column);
            boolean told = key.collation().equalsIgnoreCase("BINARY")
                    || key.collation().equalsIgnoreCase("NOCASE")
                    || !text
                    || isNamed(table.name(), key.column(), FindingCode.COLLATION_OTHER);
            if (!same || !told) {
                return false;
            }
        }
        return true;
    }

    private String typeOf(SqliteObjects.Table table, String column) {
        PostgresObjects.Table found = Objects.requireNonNull(target.tables().get(relation(table.name())));
        return Objects.requireNonNull(found.column(column)).type();
    }

    private void foreignKey(SqliteObjects.Table table, SqliteObjects.ForeignKey key, PostgresObjects.Table found) {
        SqliteObjects.Table parent = source.tables().stream()
                .filter(candidate -> folded(candidate.name()).equals(folded(key.parent())))
                .findFirst()
                .orElse(null);
        List<@Nullable String> parentColumns = key.parentColumns().contains(null) && parent != null
                ? List.copyOf(parent.primaryKey())
                : key.parentColumns();
        List<String> columns =
                key.columns().stream().map(name -> column(table.name(), name)).toList();
        boolean isThere = parent != null
                && found.foreignKeys().stream()
                        .anyMatch(candidate -> candidate.parent().equals(relation(parent.name()))
                                && candidate.columns().equals(columns)
                                && candidate
                                        .parentColumns()
                                        .equals(parentColumns.stream()
                                                .map(name -> column(parent.name(), String.valueOf(name)))
                                                .toList())
                                && candidate.onDelete().equals(key.onDelete())
                                && candidate.onUpdate().equals(key.onUpdate())
                                && candidate.deferrable() == (key.deferral() != Deferral.NONE)
                                && candidate.deferred() == (key.deferral() == Deferral.DEFERRED));
        if (!isThere) {
            String where = String.join(", ", key.columns());
            boolean actionTold = findings.stream()
                    .anyMatch(finding -> finding.code() == FindingCode.TRANSLATION_NOTE
                            && finding.column().equals(where)
                            && finding.detail().contains(" becomes NO ACTION"));
            boolean parentTold = findings.stream()
                    .anyMatch(finding -> finding.code() == FindingCode.FOREIGN_KEY_WITHOUT_PARENT
                            && finding.object().equals(table.name())
                            && finding.column().isEmpty());
            if (!actionTold && !parentTold && !isBroken(table.name())) {
                unlessNamed(
                        "foreign key " + key + " of " + table.name() + ", there are " + found.foreignKeys(),
                        table.name(),
                        where,
                        FindingCode.FOREIGN_KEY_WITHOUT_PARENT,
                        FindingCode.FOREIGN_KEY_TYPES);
            }
        }
    }

    private void checks(SqliteObjects.Table table, PostgresObjects.Table found) {
        long leftOut = findings.stream()
                .filter(finding -> finding.code() == FindingCode.CHECK_NOT_TRANSLATED
                        && finding.object().equals(table.name()))
                .count();
        if (found.checks().size() + leftOut != table.words().checks() && !isBroken(table.name())) {
            losses.add(table.words().checks() + " CHECKs of " + table.name() + ", there are " + found.checks() + " and "
                    + leftOut + " findings");
        }
    }

    private String relation(String source) {
        return Objects.requireNonNull(relations.get(folded(source)), source);
    }

    private String column(String table, String source) {
        return findings.stream()
                .filter(finding -> finding.code() == FindingCode.RENAMED
                        && folded(finding.object()).equals(folded(table))
                        && folded(finding.column()).equals(folded(source)))
                .map(Finding::detail)
                .findFirst()
                .orElse(folded(source));
    }

    private void unlessNamed(String what, String object, FindingCode... codes) {
        unlessNamed(what, object, "", codes);
    }

    private void unlessNamed(String what, String object, String column, FindingCode... codes) {
        if (!isNamed(object, column, codes)) {
            losses.add(what);
        }
    }

    private void unlessNamedWith(String what, FindingCode code, String object, String word) {
        boolean named = findings.stream()
                .anyMatch(finding -> finding.code() == code
                        && finding.object().equals(object)
                        && finding.detail().contains(word));
        if (!named) {
            losses.add(what);
        }
    }

    /** Values of several storage classes may be equal once they are of one type; that breaks what counted on them. */
    private boolean isBroken(String table) {
        return findings.stream()
                .anyMatch(finding -> finding.object().equals(table)
                        && (finding.code() == FindingCode.KEYS_COLLIDE || Move.isBrokenByMixture(finding, findings)));
    }

    private boolean isNamed(String object, String column, FindingCode... codes) {
        return findings.stream()
                .anyMatch(finding -> Arrays.asList(codes).contains(finding.code())
                        && folded(finding.object()).equals(folded(object))
                        && folded(finding.column()).equals(folded(column)));
    }

    private static boolean isText(String type) {
        return type.equals("text") || type.startsWith("character varying");
    }

    /** Whether a type of PostgreSQL refuses what a type of a STRICT table refuses. */
    private static boolean holdsOnly(String strict, String type) {
        return switch (strict.toUpperCase(Locale.ROOT)) {
            case "INT", "INTEGER" -> Set.of("bigint", "numeric", "boolean").contains(type);
            case "REAL" -> type.equals("double precision");
            case "TEXT" -> isText(type) || type.equals("bytea");
            case "BLOB" -> type.equals("bytea");
            default -> true;
        };
    }

    /** Whether SQLite's {@code quote()} and PostgreSQL's text mean one value; dates and documents are not compared. */
    private static boolean sameValue(String quoted, @Nullable String value, String type) {
        if (value == null) {
            return false;
        }
        if (type.startsWith("timestamp") || type.equals("date") || type.startsWith("json")) {
            return true;
        }
        String plain = quoted.startsWith("'")
                ? quoted.substring(1, quoted.length() - 1).replace("''", "'")
                : quoted;
        if (type.equals("bytea")) {
            byte[] bytes = quoted.startsWith("X'")
                    ? HexFormat.of().parseHex(quoted.substring(2, quoted.length() - 1))
                    : plain.getBytes(StandardCharsets.UTF_8);
            return value.equals("\\x" + HexFormat.of().formatHex(bytes));
        }
        if (type.equals("boolean")) {
            return value.equals(Set.of("1", "true").contains(plain.toLowerCase(Locale.ROOT)) ? "true" : "false");
        }
        if (value.equals(plain)) {
            return true;
        }
        if (value.equals("Infinity") || value.equals("-Infinity")) {
            return Double.parseDouble(plain) == Double.parseDouble(value);
        }
        try {
            return new BigDecimal(value).doubleValue() == new BigDecimal(plain).doubleValue();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** SQLite tells names apart but for the case of A to Z. */
    private static String folded(String name) {
        return name.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
