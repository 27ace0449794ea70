package org.liftlock.bench.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.bench.schema.Item.Kind;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.ForeignKeyPlan;
import org.liftlock.migration.plan.IndexPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceForeignKey.Deferrability;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceTable;

/**
 * Compares one planned table with the application's own, with SQLite's beside them to tell who differs from it. Use once.
 *
 * <p>It is over 300 lines because it is one thing: a table item by item.
 */
final class TableComparison {

    private static final Pattern COLUMN = Pattern.compile("(lower\\()?\"((?:[^\"]|\"\")+)\"\\)?(?: (?:DESC|ASC))?");
    private static final String EXPRESSION = "(expression)";
    private static final String ONLY_SQLITE = "only the application's schema for SQLite has it";
    private static final String ONLY_POSTGRESQL = "only the application's schema for PostgreSQL has it";

    /** An index as both sides can tell it. */
    private record Shape(List<String> columns, boolean unique, boolean partial) {}

    private final SourceTable source;
    private final TablePlan plan;
    private final ApplicationSchema.Table wanted;
    private final List<Finding> findings;
    private final TypeRules types;
    private final List<Item> items = new ArrayList<>();

    TableComparison(
            SourceTable source,
            TablePlan plan,
            ApplicationSchema.Table wanted,
            List<Finding> findings,
            TypeRules types) {
        this.source = source;
        this.plan = plan;
        this.wanted = wanted;
        this.findings = findings.stream()
                .filter(finding -> finding.object().equals(source.name())
                        || source.indexes().stream()
                                .anyMatch(index -> index.name().equals(finding.object())))
                .toList();
        this.types = types;
    }

    List<Item> compare() {
        columns();
        primaryKey();
        uniques();
        indexes();
        foreignKeys();
        checks();
        return items;
    }

    private void columns() {
        for (ColumnPlan column : plan.columns()) {
            ApplicationSchema.Column found = find(column.target());
            if (found == null) {
                add(Kind.COLUMN, column.source(), Verdict.APPLICATION, ONLY_SQLITE);
                continue;
            }
            boolean sameName = found.name().equals(column.target());
            add(
                    Kind.COLUMN,
                    column.source(),
                    sameName ? Verdict.EQUAL : Verdict.CHOICE,
                    sameName ? "" : "words of a name joined by _ (--names snake)");
            SourceColumn declared = source.column(column.source()).orElseThrow();
            TypeRules.Ruling type = types.rule(source, declared, column, found.type());
            add(
                    Kind.TYPE,
                    column.source() + " " + column.type().sql() + " / " + found.type(),
                    type.verdict(),
                    type.rule());
            notNull(column, declared, found);
            defaults(column, declared, found);
        }
        for (ApplicationSchema.Column column : wanted.columns()) {
            if (plan.columns().stream().noneMatch(planned -> same(planned.target(), column.name()))) {
                boolean lost = source.columns().stream().anyMatch(declared -> same(declared.name(), column.name()));
                add(
                        Kind.COLUMN,
                        column.name(),
                        lost ? Verdict.DEFECT : Verdict.APPLICATION,
                        lost ? "lost" : ONLY_POSTGRESQL);
            }
        }
    }

    private void notNull(ColumnPlan column, SourceColumn declared, ApplicationSchema.Column found) {
        if (column.notNull() == found.notNull()) {
            add(Kind.NOT_NULL, column.source(), Verdict.EQUAL, "");
        } else if (column.notNull()) {
            boolean key = source.primaryKey().contains(column.source());
            add(
                    Kind.NOT_NULL,
                    column.source(),
                    declared.notNull() || key ? Verdict.APPLICATION : Verdict.DEFECT,
                    "NOT NULL is declared in SQLite alone");
        } else if (declared.notNull()) {
            leftOut(Kind.NOT_NULL, column.source(), FindingCode.NULL_IN_NOT_NULL_COLUMN);
        } else {
            boolean key = source.primaryKey().contains(column.source());
            if (key) {
                leftOut(Kind.NOT_NULL, column.source(), FindingCode.NULL_IN_PRIMARY_KEY);
            } else {
                add(Kind.NOT_NULL, column.source(), Verdict.APPLICATION, "NOT NULL is declared on PostgreSQL alone");
            }
        }
    }

    private void defaults(ColumnPlan column, SourceColumn declared, ApplicationSchema.Column found) {
        boolean theirs = found.hasDefault() || found.generatedKey() || found.generated();
        boolean ours = column.defaultSql() != null || column.identity() || column.generatedSql() != null;
        if (!theirs && !ours) {
            return;
        }
        if (column.identity() != found.generatedKey()) {
            if (column.identity()) {
                add(
                        Kind.DEFAULT,
                        column.source(),
                        Verdict.WIDER,
                        "an INTEGER PRIMARY KEY gives ids by itself, as in SQLite");
            } else {
                boolean alias = column.source().equals(source.rowidAlias());
                add(
                        Kind.DEFAULT,
                        column.source(),
                        alias ? Verdict.DEFECT : Verdict.APPLICATION,
                        "PostgreSQL gives ids, SQLite gives none");
            }
        } else if (ours && theirs) {
            add(Kind.DEFAULT, column.source(), Verdict.EQUAL, "");
        } else if (ours) {
            add(Kind.DEFAULT, column.source(), Verdict.APPLICATION, ONLY_SQLITE);
        } else if (declared.defaultSql() == null || declared.defaultSql().equalsIgnoreCase("NULL")) {
            add(Kind.DEFAULT, column.source(), Verdict.APPLICATION, ONLY_POSTGRESQL);
        } else {
            leftOut(Kind.DEFAULT, column.source(), FindingCode.DEFAULT_NOT_TRANSLATED);
        }
    }

    private void primaryKey() {
        List<String> theirs = wanted.primaryKey() == null ? List.of() : wanted.primaryKey();
        List<String> ours =
                plan.primaryKey() == null ? List.of() : plan.primaryKey().columns();
        if (theirs.isEmpty() && ours.isEmpty()) {
            return;
        }
        String where = String.join(", ", ours);
        if (squashed(theirs).equals(squashed(ours))) {
            add(Kind.PRIMARY_KEY, where, Verdict.EQUAL, "");
        } else if (squashed(ours).equals(squashed(source.primaryKey()))) {
            add(Kind.PRIMARY_KEY, where, Verdict.APPLICATION, "the application has another key on PostgreSQL");
        } else {
            leftOut(Kind.PRIMARY_KEY, source.primaryKey().get(0), FindingCode.NULL_IN_PRIMARY_KEY);
        }
    }

    private void uniques() {
        Set<Set<String>> ours = new HashSet<>();
        Set<Set<String>> folded = new HashSet<>();
        plan.uniques().stream().map(KeyPlan::columns).map(TreeSet::new).forEach(key -> ours.add(squashed(key)));
        for (IndexPlan index : plan.indexes()) {
            Shape shape = shape(index);
            if (shape.unique() && !shape.partial() && !shape.columns().contains(EXPRESSION)) {
                boolean nocase = index.keys().stream().anyMatch(key -> key.startsWith("lower("));
                (nocase ? folded : ours).add(squashed(shape.columns()));
            }
        }
        Set<Set<String>> theirs = new HashSet<>();
        Stream.concat(
                        wanted.unique() == null ? Stream.of() : wanted.unique().stream(),
                        indexesOfTheirs()
                                .filter(index -> index.unique()
                                        && !index.partial()
                                        && !index.columns().contains(EXPRESSION))
                                .map(ApplicationSchema.Index::columns))
                .forEach(key -> theirs.add(squashed(key)));
        Set<String> key = wanted.primaryKey() == null ? Set.of() : squashed(wanted.primaryKey());
        for (Set<String> one : theirs) {
            if (ours.contains(one)) {
                add(Kind.UNIQUE, one.toString(), Verdict.EQUAL, "");
            } else if (folded.contains(one)) {
                add(
                        Kind.UNIQUE,
                        one.toString(),
                        Verdict.WIDER,
                        "NOCASE as lower(column): keys that differ in case stay one");
            } else if (plan.primaryKey() != null
                    && squashed(plan.primaryKey().columns()).equals(one)) {
                add(Kind.UNIQUE, one.toString(), Verdict.APPLICATION, "it is the primary key in SQLite");
            } else {
                boolean lost = source.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.isPlain()
                                && squashed(columnsOf(index)).equals(one));
                add(Kind.UNIQUE, one.toString(), lost ? Verdict.DEFECT : Verdict.APPLICATION, ONLY_POSTGRESQL);
            }
        }
        Stream.concat(ours.stream(), folded.stream())
                .filter(one -> !theirs.contains(one))
                .forEach(one -> add(
                        Kind.UNIQUE,
                        one.toString(),
                        Verdict.APPLICATION,
                        one.equals(key) ? "it is the primary key on PostgreSQL" : ONLY_SQLITE));
    }

    private void indexes() {
        List<Shape> ours = new ArrayList<>();
        plan.indexes().stream()
                .map(this::shape)
                .filter(TableComparison::isNoKey)
                .forEach(ours::add);
        List<Shape> theirs = indexesOfTheirs()
                .map(index -> new Shape(index.columns(), index.unique(), index.partial()))
                .filter(TableComparison::isNoKey)
                .toList();
        for (Shape index : theirs) {
            Shape match = ours.stream()
                    .filter(candidate -> candidate.unique() == index.unique()
                            && candidate.partial() == index.partial()
                            && squashedInOrder(candidate.columns()).equals(squashedInOrder(index.columns())))
                    .findFirst()
                    .orElse(null);
            if (match != null) {
                ours.remove(match);
                add(Kind.INDEX, index.toString(), Verdict.EQUAL, "");
                continue;
            }
            SourceIndex lost = source.indexes().stream()
                    .filter(candidate -> candidate.unique() == index.unique()
                            && (candidate.whereSql() != null) == index.partial()
                            && squashedInOrder(columnsOf(candidate)).equals(squashedInOrder(index.columns())))
                    .filter(candidate -> plan.indexes().stream()
                            .noneMatch(planned -> planned.source().equals(candidate.name())))
                    .findFirst()
                    .orElse(null);
            if (lost == null) {
                add(Kind.INDEX, index.toString(), Verdict.APPLICATION, ONLY_POSTGRESQL);
            } else {
                boolean named = findings.stream()
                        .anyMatch(finding -> finding.code() == FindingCode.INDEX_NOT_TRANSLATED
                                && finding.object().equals(lost.name()));
                add(Kind.INDEX, index.toString(), named ? Verdict.NAMED : Verdict.DEFECT, "left out");
            }
        }
        ours.forEach(index -> add(Kind.INDEX, index.toString(), Verdict.APPLICATION, ONLY_SQLITE));
    }

    private void foreignKeys() {
        List<ForeignKeyPlan> ours = new ArrayList<>(plan.foreignKeys());
        List<ApplicationSchema.ForeignKey> theirs = wanted.foreignKeys() == null ? List.of() : wanted.foreignKeys();
        for (ApplicationSchema.ForeignKey key : theirs) {
            ForeignKeyPlan match = ours.stream()
                    .filter(candidate -> squashedInOrder(candidate.columns()).equals(squashedInOrder(key.columns()))
                            && same(candidate.parent(), key.references())
                            && squashedInOrder(candidate.parentColumns()).equals(squashedInOrder(key.referenced())))
                    .findFirst()
                    .orElse(null);
            String where = String.join(", ", key.columns());
            if (match == null) {
                boolean lost = source.foreignKeys().stream()
                        .anyMatch(candidate ->
                                squashedInOrder(candidate.columns()).equals(squashedInOrder(key.columns()))
                                        && same(candidate.parentTable(), key.references()));
                if (lost) {
                    leftOut(Kind.FOREIGN_KEY, where, FindingCode.FOREIGN_KEY_WITHOUT_PARENT);
                } else {
                    add(Kind.FOREIGN_KEY, where, Verdict.APPLICATION, ONLY_POSTGRESQL);
                }
                continue;
            }
            ours.remove(match);
            boolean sameActions = match.onDelete().equalsIgnoreCase(key.onDelete())
                    && match.onUpdate().equalsIgnoreCase(key.onUpdate())
                    && match.deferrable().isEmpty() != key.deferrable();
            add(
                    Kind.FOREIGN_KEY,
                    where,
                    sameActions ? Verdict.EQUAL : isAsInSqlite(match) ? Verdict.APPLICATION : Verdict.DEFECT,
                    sameActions ? "" : "other actions, or another DEFERRABLE, are declared in SQLite");
        }
        ours.forEach(key -> add(Kind.FOREIGN_KEY, String.join(", ", key.columns()), Verdict.APPLICATION, ONLY_SQLITE));
    }

    private boolean isAsInSqlite(ForeignKeyPlan key) {
        return source.foreignKeys().stream()
                .anyMatch(candidate -> squashedInOrder(candidate.columns()).equals(squashedInOrder(key.columns()))
                        && candidate.onDelete().equals(key.onDelete())
                        && candidate.onUpdate().equals(key.onUpdate())
                        && (candidate.deferrability() == Deferrability.NOT_DEFERRABLE)
                                == key.deferrable().isEmpty());
    }

    private void checks() {
        int ours = plan.checks().size();
        for (int i = 0; i < Math.min(ours, wanted.checks()); i++) {
            add(Kind.CHECK, "", Verdict.EQUAL, "");
        }
        for (int i = wanted.checks(); i < ours; i++) {
            add(Kind.CHECK, "", Verdict.APPLICATION, ONLY_SQLITE);
        }
        int leftOut = source.checks().size() - ours;
        for (int i = ours; i < wanted.checks(); i++) {
            if (i - ours < leftOut) {
                leftOut(Kind.CHECK, "", FindingCode.CHECK_NOT_TRANSLATED);
            } else {
                add(Kind.CHECK, "", Verdict.APPLICATION, ONLY_POSTGRESQL);
            }
        }
    }

    private void leftOut(Kind kind, String column, FindingCode code) {
        boolean named = findings.stream()
                .anyMatch(finding -> finding.code() == code
                        && (same(finding.column(), column) || finding.column().isEmpty()));
        add(kind, column, named ? Verdict.NAMED : Verdict.DEFECT, "finding " + code.code());
    }

    private Stream<ApplicationSchema.Index> indexesOfTheirs() {
        return wanted.indexes() == null ? Stream.of() : wanted.indexes().stream();
    }

    /** What is not compared as a unique key. */
    private static boolean isNoKey(Shape index) {
        return !index.unique() || index.partial() || index.columns().contains(EXPRESSION);
    }

    private Shape shape(IndexPlan index) {
        List<String> columns = new ArrayList<>();
        for (String key : index.keys()) {
            Matcher matcher = COLUMN.matcher(key);
            boolean declared = matcher.matches()
                    && source.columns().stream().anyMatch(column -> same(column.name(), matcher.group(2)));
            columns.add(declared ? matcher.group(2).replace("\"\"", "\"") : EXPRESSION);
        }
        return new Shape(columns, index.unique(), index.whereSql() != null);
    }

    private static List<String> columnsOf(SourceIndex index) {
        return index.keys().stream()
                .map(key -> Objects.requireNonNullElse(key.column(), EXPRESSION))
                .toList();
    }

    private ApplicationSchema.@Nullable Column find(String name) {
        ApplicationSchema.Column exact = wanted.column(name);
        return exact != null
                ? exact
                : wanted.columns().stream()
                        .filter(column -> same(column.name(), name))
                        .findFirst()
                        .orElse(null);
    }

    /** Names without case and punctuation, as the two schemas of one application may write them each in its own style. */
    static boolean same(String one, String other) {
        return squashed(one).equals(squashed(other));
    }

    private static String squashed(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name : letters;
    }

    private static Set<String> squashed(Iterable<String> names) {
        Set<String> squashed = new TreeSet<>();
        names.forEach(name -> squashed.add(squashed(name)));
        return squashed;
    }

    private static List<String> squashedInOrder(List<String> names) {
        return names.stream().map(TableComparison::squashed).toList();
    }

    private void add(Kind kind, String what, Verdict verdict, String rule) {
        items.add(new Item(kind, source.name() + "." + what, verdict, rule));
    }
}
