package org.liftlock.migration.twin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.twin.SchemaFacts.Fact;
import org.liftlock.migration.twin.TwinDifference.Kind;

/** Compares what a plan made of a SQLite schema with the schema that another folder of migrations made. Use once. */
public final class TwinSchemas {

    /** Where whoever applies the folders keeps which versions have run; a folder may bring Flyway's own table as data. */
    public static final String HISTORY_TABLE = "liftlock_schema_diff";

    private final SourceSchema source;
    private final MigrationPlan plan;
    private final List<Finding> findings;
    private final @Nullable MigrationPlan accepted;
    private final Set<String> ignored = new HashSet<>();
    private final Map<Fact, String> sqlite = new TreeMap<>();
    private final Map<Fact, String> postgres = new TreeMap<>();
    private final Set<String> untyped = new HashSet<>();
    private final Set<String> byValues = new HashSet<>();
    private final Set<String> untranslated = new HashSet<>();
    private final Set<String> notCompared = new TreeSet<>();
    private final List<TwinDifference> differences = new ArrayList<>();

    private TwinSchemas(
            SourceSchema source,
            MigrationPlan plan,
            List<Finding> findings,
            @Nullable MigrationPlan accepted,
            List<String> ignore) {
        this.source = source;
        this.plan = plan;
        this.findings = findings;
        this.accepted = accepted;
        ignore.forEach(name -> ignored.add(folded(name)));
    }

    /**
     * Compares.
     *
     * @param source the SQLite schema
     * @param plan its plan
     * @param findings what planning and building it told
     * @param built where the plan was carried out, in schema public
     * @param actual what the PostgreSQL folder made, in schema public
     * @param accepted the plan that the user accepted when the folders were made, whose types agree; or null
     * @param ignore names of tables, views or {@code table.column} that differ on purpose
     * @return in what they differ
     * @throws org.liftlock.migration.MigrationException if a database does not answer
     */
    public static TwinComparison compare(
            SourceSchema source,
            MigrationPlan plan,
            List<Finding> findings,
            TargetDatabase built,
            TargetDatabase actual,
            @Nullable MigrationPlan accepted,
            List<String> ignore) {
        TwinSchemas twins = new TwinSchemas(source, plan, findings, accepted, ignore);
        twins.read(built, twins.sqlite);
        twins.read(actual, twins.postgres);
        return twins.compare();
    }

    private void read(TargetDatabase database, Map<Fact, String> into) {
        try (Connection connection = database.connect()) {
            SchemaFacts facts = SchemaFacts.read(connection);
            facts.facts().forEach((fact, value) -> {
                if (!ignored.contains(fact.table()) && !ignored.contains(fact.table() + "." + fact.detail())) {
                    into.put(fact, value);
                }
            });
            notCompared.addAll(facts.unlike());
        } catch (SQLException e) {
            throw database.explain(e);
        }
    }

    private TwinComparison compare() {
        leftOut();
        types();
        booleanChecks();
        Set<Fact> all = new TreeSet<>(sqlite.keySet());
        all.addAll(postgres.keySet());
        for (Fact fact : all) {
            if (belongsToWhatIsMissing(fact) || isUntranslated(fact)) {
                continue;
            }
            String here = sqlite.get(fact);
            String there = postgres.get(fact);
            if ((here == null || there == null) && hasExpression(fact) && speaksOf(byValues, fact)) {
                notCompared.add(fact.kind().word() + " " + fact.where()
                        + ": values decided the type, and not all can be said of that");
            } else if (here == null || there == null || !same(fact, here, there)) {
                differences.add(new TwinDifference(fact.kind(), fact.where(), shown(fact, here), shown(fact, there)));
            }
        }
        long tables = sqlite.keySet().stream()
                .filter(fact -> fact.kind() == Kind.TABLE && postgres.containsKey(fact))
                .count();
        return new TwinComparison((int) tables, differences, List.copyOf(notCompared));
    }

    private static String shown(Fact fact, @Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.isEmpty() ? fact.kind().word() : value;
    }

    /** A table or column that one side lacks is told once, not with all that belongs to it. */
    private boolean belongsToWhatIsMissing(Fact fact) {
        if (fact.kind() == Kind.TABLE || fact.kind() == Kind.VIEW) {
            return false;
        }
        Fact table = new Fact(Kind.TABLE, fact.table(), "");
        if (!sqlite.containsKey(table) || !postgres.containsKey(table)) {
            return true;
        }
        Fact column = new Fact(Kind.COLUMN, fact.table(), fact.detail());
        return (fact.kind() == Kind.NOT_NULL
                        || fact.kind() == Kind.DEFAULT
                        || fact.kind() == Kind.IDENTITY
                        || fact.kind() == Kind.GENERATED)
                && !(sqlite.containsKey(column) && postgres.containsKey(column));
    }

    private boolean same(Fact fact, String here, String there) {
        return switch (fact.kind()) {
            case COLUMN -> true;
            case DEFAULT -> isUntyped(fact) || Expressions.sameDefault(here, there);
            case GENERATED, CHECK, INDEX, UNIQUE -> isUntyped(fact) || Expressions.mayBeSame(here, there);
            default -> here.equals(there);
        };
    }

    /** Expressions over a column whose type the values decided were translated for another type here. */
    private boolean isUntyped(Fact fact) {
        return speaksOf(untyped, fact);
    }

    private static boolean hasExpression(Fact fact) {
        return switch (fact.kind()) {
            case DEFAULT, GENERATED, CHECK, INDEX, UNIQUE, FOREIGN_KEY -> true;
            default -> false;
        };
    }

    private static boolean speaksOf(Set<String> columns, Fact fact) {
        return columns.stream()
                .filter(column -> column.startsWith(fact.table() + "."))
                .map(column -> column.substring(fact.table().length() + 1))
                .anyMatch(column -> (" " + fact.detail().replaceAll("[(),]", " ") + " ").contains(" " + column + " "));
    }

    /** A check or index of PostgreSQL alone may be the one that could not be translated. */
    private boolean isUntranslated(Fact fact) {
        return switch (fact.kind()) {
            case CHECK -> !sqlite.containsKey(fact) && untranslated.contains(Kind.CHECK + " " + fact.table());
            case INDEX, UNIQUE -> !sqlite.containsKey(fact) && untranslated.contains(Kind.INDEX + " " + fact.table());
            default ->
                untranslated.contains(fact.kind() + " " + fact.table())
                        || untranslated.contains(fact.kind() + " " + fact.table() + "." + fact.detail());
        };
    }

    /** What the translator refused may stand on the other side in words of its own. */
    private void leftOut() {
        for (Finding finding : findings) {
            Kind kind = kind(finding.code());
            if (kind != null) {
                String where = folded(finding.where());
                untranslated.add(kind + " " + (kind == Kind.INDEX ? tableOfIndex(finding.object()) : where));
                notCompared.add(kind.word() + " " + where + ": it could not be translated");
            } else if (finding.code() == FindingCode.STATEMENT_FAILED) {
                notCompared.add(finding.line());
            }
        }
        source.virtualTables()
                .forEach(table -> notCompared.add("virtual table " + table.name() + ": PostgreSQL has none"));
        source.triggers().forEach(trigger -> notCompared.add("trigger " + trigger.name()));
    }

    private String tableOfIndex(String index) {
        return source.tables().stream()
                .filter(table ->
                        table.indexes().stream().anyMatch(one -> one.name().equals(index)))
                .map(table -> folded(table.name()))
                .findFirst()
                .orElse(index);
    }

    private static @Nullable Kind kind(FindingCode code) {
        return switch (code) {
            case DEFAULT_NOT_TRANSLATED -> Kind.DEFAULT;
            case CHECK_NOT_TRANSLATED -> Kind.CHECK;
            case INDEX_NOT_TRANSLATED -> Kind.INDEX;
            case VIEW_NOT_TRANSLATED, VIEW_BROKEN -> Kind.VIEW;
            default -> null;
        };
    }

    private void types() {
        for (TablePlan table : plan.tables()) {
            for (ColumnPlan column : table.columns()) {
                Fact fact = new Fact(Kind.COLUMN, folded(table.target()), folded(column.target()));
                String here = sqlite.get(fact);
                String there = postgres.get(fact);
                if (here == null || there == null) {
                    continue;
                }
                TypeMeaning planned = TypeMeaning.of(here);
                TypeMeaning actual = TypeMeaning.of(there);
                if (planned != actual) {
                    untyped.add(fact.table() + "." + fact.detail());
                }
                String declared = declared(table.source(), column.source());
                if (TypeMeaning.allowed(declared, planned).contains(actual)) {
                    continue;
                }
                if (isAccepted(table.source(), column.source(), actual)) {
                    byValues.add(fact.table() + "." + fact.detail());
                } else {
                    differences.add(new TwinDifference(
                            Kind.TYPE, fact.where(), declared.isEmpty() ? planned.word() : declared, there));
                }
            }
        }
    }

    private String declared(String table, String column) {
        return source.table(table)
                .flatMap(found -> found.column(column))
                .map(found -> found.declaredType())
                .orElse("");
    }

    private boolean isAccepted(String table, String column, TypeMeaning actual) {
        if (accepted == null) {
            return false;
        }
        return accepted.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(found -> found.source().equalsIgnoreCase(column))
                .anyMatch(
                        found -> TypeMeaning.of(found.type().sql().replace("varchar", "character varying")) == actual);
    }

    /** That a truth value is 0 or 1 is a type in PostgreSQL. */
    private void booleanChecks() {
        for (Map<Fact, String> side : List.of(sqlite, postgres)) {
            side.keySet().removeIf(fact -> {
                String column = fact.detail().replaceAll("[()]", "").replaceFirst(" \\d+$", "");
                String type = postgres.get(new Fact(Kind.COLUMN, fact.table(), column));
                return fact.kind() == Kind.CHECK && type != null && TypeMeaning.of(type) == TypeMeaning.BOOLEAN;
            });
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
