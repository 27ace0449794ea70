package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceForeignKey.Deferrability;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceIndex.Origin;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Translation;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.Translation.Translated;

/**
 * Plans the keys, indexes and foreign keys of one table; over 300 lines because they must agree with each other on names,
 * types and collations.
 */
final class KeyPlanner {

    private static final int LONGEST_BTREE_ENTRY = 2704;

    private final PlanContext context;
    private final TableProfile profile;
    private final SourceTable table;
    private final String target;
    private final List<Finding> findings = new ArrayList<>();

    KeyPlanner(PlanContext context, TableProfile profile, String target) {
        this.context = context;
        this.profile = profile;
        this.table = profile.table();
        this.target = target;
    }

    List<Finding> findings() {
        return findings;
    }

    @Nullable
    KeyPlan primaryKey() {
        if (table.primaryKey().isEmpty()) {
            return null;
        }
        if (!context.carries(table.name(), table.primaryKey())) {
            leftOut("primary key", table.primaryKey());
            return null;
        }
        if (keyHoldsNulls()) {
            return null;
        }
        return new KeyPlan(context.relations().take(target + "_pkey"), columns(table.primaryKey()));
    }

    private boolean keyHoldsNulls() {
        return table.rowidAlias() == null
                && table.primaryKey().stream().anyMatch(column -> nulls(column).any());
    }

    private Occurrences nulls(String column) {
        return profile.columns().stream()
                .filter(values -> SqliteSql.same(values.column(), column))
                .map(values -> values.of(StorageClass.NULL))
                .findFirst()
                .orElseThrow();
    }

    private void findNulls(String column) {
        if (nulls(column).any()) {
            find(FindingCode.NULL_IN_PRIMARY_KEY, column, nulls(column).words());
        }
    }

    List<KeyPlan> uniques() {
        List<KeyPlan> uniques = new ArrayList<>();
        for (SourceIndex index : table.indexes()) {
            boolean constraint = index.origin() == Origin.UNIQUE_CONSTRAINT;
            boolean parentKey = index.origin() != Origin.PRIMARY_KEY
                    && index.unique()
                    && index.isPlain()
                    && comparesWithoutCase(index)
                    && isReferenced(index)
                    && context.carries(table.name(), columnsOf(index));
            if (constraint && !context.carries(table.name(), columnsOf(index))) {
                leftOut("unique constraint", columnsOf(index));
            } else if (parentKey || (constraint && !comparesWithoutCase(index))) {
                List<String> columns = columns(columnsOf(index));
                uniques.add(new KeyPlan(
                        context.relations().take(target + "_" + String.join("_", columns) + "_key"), columns));
            }
        }
        return uniques;
    }

    List<IndexPlan> indexes() {
        List<IndexPlan> indexes = new ArrayList<>();
        if (context.carries(table.name(), table.primaryKey()) && keyHoldsNulls()) {
            table.primaryKey().forEach(this::findNulls);
            indexes.add(new IndexPlan(
                    "primary key",
                    context.relations().take(target + "_pkey"),
                    true,
                    false,
                    columns(table.primaryKey()).stream().map(PgSql::name).toList(),
                    null));
        }
        for (SourceIndex index : table.indexes()) {
            switch (index.origin()) {
                case CREATE_INDEX -> index(index, index.name(), context.index(index.name()), indexes);
                case UNIQUE_CONSTRAINT, PRIMARY_KEY -> {
                    if (context.carries(table.name(), columnsOf(index)) && comparesWithoutCase(index)) {
                        String columns = String.join("_", columns(columnsOf(index)));
                        String name = context.relations().take(target + "_" + columns + "_nocase_key");
                        index(index, "unique constraint", name, indexes);
                    }
                }
            }
        }
        return indexes;
    }

    private void index(SourceIndex index, String source, String name, List<IndexPlan> indexes) {
        if (usesWhatIsLeftOut(index)) {
            findings.add(Finding.of(
                    FindingCode.LEFT_OUT_BY_PLAN,
                    table.name(),
                    "index " + index.name() + ", which uses a column that the plan leaves out"));
            return;
        }
        boolean hash = needsHash(index);
        List<String> keys = new ArrayList<>();
        for (SourceIndex.Key key : index.keys()) {
            String sql = key(index, key, !hash);
            if (sql == null) {
                return;
            }
            keys.add(sql);
        }
        String where = null;
        if (index.whereSql() != null) {
            Translation translation = context.translator().condition(index.whereSql(), table.name());
            if (!(translation instanceof Translated translated)) {
                refuse(index, index.whereSql(), translation);
                return;
            }
            // An index over all rows is what PostgreSQL makes of a condition that always holds.
            where = translated.sql().equals("true") ? null : translated.sql();
        }
        indexes.add(new IndexPlan(source, name, index.unique(), hash, keys, where));
    }

    private boolean usesWhatIsLeftOut(SourceIndex index) {
        for (SourceIndex.Key key : index.keys()) {
            String expression = key.expressionSql();
            boolean leftOut = key.column() != null
                    ? !context.carries(table.name(), List.of(key.column()))
                    : expression != null
                            && context.translator().indexKey(expression, table.name()) instanceof Refused
                            && !(context.wholeTranslator().indexKey(expression, table.name()) instanceof Refused);
            if (leftOut) {
                return true;
            }
        }
        String where = index.whereSql();
        return where != null
                && context.translator().condition(where, table.name()) instanceof Refused
                && !(context.wholeTranslator().condition(where, table.name()) instanceof Refused);
    }

    private void leftOut(String what, List<String> columns) {
        findings.add(Finding.of(
                FindingCode.LEFT_OUT_BY_PLAN,
                table.name(),
                what + " (" + String.join(", ", columns) + "), of which the plan leaves a column out"));
    }

    /** A B-tree refuses entries beyond a third of a page (PostgreSQL manual, "B-Tree Indexes"), a hash index none. */
    private boolean needsHash(SourceIndex index) {
        if (index.unique() || index.keys().size() != 1) {
            return false;
        }
        String column = index.keys().get(0).column();
        boolean tooLong = column != null
                && profile.columns().stream()
                        .anyMatch(values -> SqliteSql.same(values.column(), column)
                                && values.texts().maxBytes() > LONGEST_BTREE_ENTRY);
        if (column != null && tooLong) {
            find(FindingCode.INDEX_AS_HASH, column, "index " + index.name());
        }
        return tooLong;
    }

    private @Nullable String key(SourceIndex index, SourceIndex.Key key, boolean ordered) {
        String direction = key.descending() && ordered ? " DESC" : "";
        if (key.column() != null) {
            PgType type = context.type(table.name(), key.column()).type();
            String name = PgSql.name(context.column(table.name(), key.column()));
            if (!key.collation().equalsIgnoreCase("BINARY") && !key.isNocase()) {
                find(FindingCode.COLLATION_OTHER, key.column(), key.collation() + " in index " + index.name());
            }
            boolean nocase = key.isNocase() && type.kind().isText();
            boolean columnToo =
                    table.column(key.column()).map(SourceColumn::isNocase).orElse(false);
            if (nocase && !columnToo) {
                find(FindingCode.COLLATION_NOCASE, key.column(), "index " + index.name());
            }
            return (nocase ? "lower(" + name + ")" : name) + direction;
        }
        String expression = Objects.requireNonNull(key.expressionSql());
        if (key.isNocase()) {
            findings.add(Finding.of(FindingCode.COLLATION_NOCASE, index.name(), expression));
        } else if (!key.collation().equalsIgnoreCase("BINARY")) {
            findings.add(Finding.of(FindingCode.COLLATION_OTHER, index.name(), key.collation() + " of " + expression));
        }
        Translation translation = context.translator().indexKey(expression, table.name());
        if (translation instanceof Translated translated) {
            return "(" + translated.sql() + ")" + direction;
        }
        refuse(index, expression, translation);
        return null;
    }

    private void refuse(SourceIndex index, String sql, Translation translation) {
        String why = translation instanceof Refused refused ? TablePlanner.why(refused) : "it is empty";
        findings.add(Finding.of(FindingCode.INDEX_NOT_TRANSLATED, index.name(), sql + ": " + why));
    }

    private boolean comparesWithoutCase(SourceIndex index) {
        return index.keys().stream()
                .anyMatch(key -> key.isNocase()
                        && key.column() != null
                        && context.type(table.name(), key.column())
                                .type()
                                .kind()
                                .isText());
    }

    /** A foreign key needs a constraint over the very columns, also where uniqueness goes over their lower case. */
    private boolean isReferenced(SourceIndex index) {
        return context.lookup().isReferenced(table.name(), columnsOf(index));
    }

    List<ForeignKeyPlan> foreignKeys() {
        List<ForeignKeyPlan> keys = new ArrayList<>();
        for (SourceForeignKey key : table.foreignKeys()) {
            ForeignKeyPlan plan = foreignKey(key);
            if (plan != null) {
                keys.add(plan);
            }
        }
        return keys;
    }

    private @Nullable ForeignKeyPlan foreignKey(SourceForeignKey key) {
        String columns = String.join(", ", key.columns());
        String words = key.parentTable() + "(" + String.join(", ", key.parentColumns()) + ")";
        SourceTable parent = context.lookup().table(key.parentTable());
        String problem = problem(key, parent);
        if (problem != null || parent == null) {
            find(FindingCode.FOREIGN_KEY_WITHOUT_PARENT, columns, words + ": " + problem);
            return null;
        }
        if (!context.carries(table.name(), key.columns()) || !context.carries(parent.name(), key.parentColumns())) {
            find(
                    FindingCode.LEFT_OUT_BY_PLAN,
                    columns,
                    "foreign key to " + words + ", which uses what the plan leaves out");
            return null;
        }
        for (int i = 0; i < key.columns().size(); i++) {
            PgType child = context.type(table.name(), key.columns().get(i)).type();
            PgType wanted =
                    context.type(parent.name(), key.parentColumns().get(i)).type();
            if (!comparable(child, wanted)) {
                find(FindingCode.FOREIGN_KEY_TYPES, columns, words + ": " + child + " and " + wanted);
                return null;
            }
        }
        List<String> targets = columns(key.columns());
        boolean computed = key.columns().stream()
                .anyMatch(column -> table.column(column).orElseThrow().isGenerated());
        return new ForeignKeyPlan(
                context.relations().take(target + "_" + String.join("_", targets) + "_fkey"),
                targets,
                context.relation(parent.name()),
                key.parentColumns().stream()
                        .map(column -> context.column(parent.name(), column))
                        .toList(),
                computed ? withoutAssignment(key.onDelete(), "ON DELETE", columns) : key.onDelete(),
                computed ? withoutAssignment(key.onUpdate(), "ON UPDATE", columns) : key.onUpdate(),
                deferrable(key.deferrability()),
                context.orphans());
    }

    /**
     * Nothing can be assigned to a generated column. SQLite learns that when the parent changes, and refuses the change;
     * PostgreSQL when the key is made (src/backend/commands/tablecmds.c, "invalid %s action").
     */
    private String withoutAssignment(String action, String event, String columns) {
        boolean assigns = action.startsWith("SET ") || (action.equals("CASCADE") && event.equals("ON UPDATE"));
        if (!assigns) {
            return action;
        }
        find(
                FindingCode.TRANSLATION_NOTE,
                columns,
                event + " " + action
                        + " cannot assign to a generated column and becomes NO ACTION, which refuses as well");
        return "NO ACTION";
    }

    private static @Nullable String problem(SourceForeignKey key, @Nullable SourceTable parent) {
        if (parent == null) {
            return "there is no such table";
        }
        if (key.parentColumns().isEmpty()
                || key.parentColumns().size() != key.columns().size()
                || key.parentColumns().stream()
                        .anyMatch(column -> parent.column(column).isEmpty())) {
            return "there are no such columns";
        }
        Set<String> wanted = SchemaLookup.folded(key.parentColumns());
        boolean unique = SchemaLookup.folded(parent.primaryKey()).equals(wanted)
                || parent.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.isPlain()
                                && SchemaLookup.folded(columnsOf(index)).equals(wanted)
                                && comparesAsDeclared(index, parent));
        return unique ? null : "its columns are not unique";
    }

    /** SQLite asks that of an index over a parent's columns (sqlite.org/foreignkeys.html, section 3). */
    private static boolean comparesAsDeclared(SourceIndex index, SourceTable parent) {
        return index.keys().stream()
                .allMatch(key -> parent.column(Objects.requireNonNull(key.column()))
                        .map(column -> column.collation().equalsIgnoreCase(key.collation()))
                        .orElse(false));
    }

    /**
     * Whether PostgreSQL has an equality that an index of the parent supports: the child's type has to become the parent's
     * by an implicit cast, which numbers do only in the order integer, numeric, double precision.
     */
    private static boolean comparable(PgType child, PgType parent) {
        return child.kind() == parent.kind()
                || (child.kind().isInteger() && parent.kind().isNumber())
                || (child.kind() == Kind.NUMERIC && parent.kind() == Kind.DOUBLE)
                || (child.kind().isText() && parent.kind().isText());
    }

    private static String deferrable(Deferrability deferrability) {
        return switch (deferrability) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE_INITIALLY_IMMEDIATE -> "DEFERRABLE INITIALLY IMMEDIATE";
            case DEFERRABLE_INITIALLY_DEFERRED -> "DEFERRABLE INITIALLY DEFERRED";
        };
    }

    private static List<String> columnsOf(SourceIndex index) {
        return index.keys().stream()
                .map(key -> Objects.requireNonNull(key.column()))
                .toList();
    }

    private List<String> columns(List<String> sources) {
        return sources.stream()
                .map(column -> context.column(table.name(), column))
                .toList();
    }

    private void find(FindingCode code, String column, String detail) {
        findings.add(Finding.of(code, table.name(), column, detail));
    }
}
