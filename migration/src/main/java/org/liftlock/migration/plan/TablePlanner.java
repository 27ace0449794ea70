package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceCheck;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;
import org.liftlock.migration.translate.Translation;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.Translation.Translated;

/** Plans one table: its columns and CHECKs; keys, indexes and foreign keys by {@link KeyPlanner}. */
final class TablePlanner {

    /** MaxHeapAttributeNumber. */
    private static final int MOST_COLUMNS = 1600;

    private final PlanContext context;
    private final TableProfile profile;
    private final SourceTable table;
    private final List<Finding> findings = new ArrayList<>();

    TablePlanner(PlanContext context, TableProfile profile) {
        this.context = context;
        this.profile = profile;
        this.table = profile.table();
    }

    List<Finding> findings() {
        return findings;
    }

    TablePlan plan() {
        if (table.columns().size() > MOST_COLUMNS) {
            find(FindingCode.TOO_MANY_COLUMNS, table.columns().size() + " columns");
        }
        String target = context.relation(table.name());
        List<ColumnPlan> columns = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            SourceColumn column = table.columns().get(i);
            if (context.overrides().skips(table.name(), column.name())) {
                skipped.add(column.name());
                find(FindingCode.LEFT_OUT_BY_PLAN, column, "the column and its values");
            } else {
                columns.add(column(column, profile.columns().get(i)));
            }
        }
        table.conflictClauses().stream()
                .distinct()
                .forEach(clause -> find(FindingCode.CONFLICT_CLAUSE_LEFT_OUT, clause));
        KeyPlanner keys = new KeyPlanner(context, profile, target);
        TablePlan plan = new TablePlan(
                table.name(),
                target,
                columns,
                keys.primaryKey(),
                keys.uniques(),
                keys.indexes(),
                checks(target),
                keys.foreignKeys(),
                skipped,
                context.overrides().relation(table.name()).isPresent(),
                table.comment());
        findings.addAll(keys.findings());
        return plan;
    }

    private ColumnPlan column(SourceColumn column, ColumnProfile values) {
        TypeDecision decision = context.type(table.name(), column.name());
        Optional<Overrides.OfColumn> decided = context.overrides().column(table.name(), column.name());
        findings.addAll(decision.findings());
        PgType type = decision.type();
        String generated = column.isGenerated() ? generated(column, type) : null;
        boolean isAlias = SqliteSql.same(column.name(), table.rowidAlias());
        boolean identity = isAlias && type.kind().isInteger();
        if (isAlias && !identity) {
            find(FindingCode.IDENTITY_NOT_POSSIBLE, column, type.sql());
        }
        if (identity && values.has(StorageClass.INTEGER) && values.numbers().maxInteger() == Long.MAX_VALUE) {
            find(FindingCode.IDENTITY_EXHAUSTED, column, "");
        }
        collation(column, type);
        boolean keyColumn = table.primaryKey().stream().anyMatch(key -> SqliteSql.same(key, column.name()));
        ChosenType chosen = decision.chosen();
        boolean neverNull = !values.has(StorageClass.NULL)
                && (chosen == null || chosen.words().nullWords().isEmpty());
        if (column.notNull() && values.has(StorageClass.NULL)) {
            find(
                    FindingCode.NULL_IN_NOT_NULL_COLUMN,
                    column,
                    values.of(StorageClass.NULL).words());
        }
        boolean notNull = (column.notNull() && neverNull) || (keyColumn && neverNull) || isAlias;
        return new ColumnPlan(
                column.name(),
                context.column(table.name(), column.name()),
                type,
                decision.reading(),
                decision.zone(),
                notNull,
                identity,
                identity || column.isGenerated() ? null : defaultOf(column, type),
                generated,
                decision.reason(),
                chosen != null
                        || decided.map(choice -> choice.type() != null || choice.sourceSql() != null)
                                .orElse(false),
                decided.map(Overrides.OfColumn::sourceSql).orElse(null),
                chosen == null ? ValueWords.NONE : chosen.words(),
                column.comment());
    }

    private void collation(SourceColumn column, PgType type) {
        if (column.isNocase() && type.kind().isText()) {
            find(FindingCode.COLLATION_NOCASE, column, "");
        } else if (!column.isNocase() && !column.collation().equalsIgnoreCase("BINARY")) {
            find(FindingCode.COLLATION_OTHER, column, column.collation());
        }
    }

    private @Nullable String defaultOf(SourceColumn column, PgType type) {
        if (column.defaultSql() == null) {
            return null;
        }
        Translation translation = context.translator().defaultValue(column.defaultSql(), type);
        if (translation instanceof Refused refused) {
            find(FindingCode.DEFAULT_NOT_TRANSLATED, column, column.defaultSql() + ": " + why(refused));
        }
        return sql(translation, column.name()).orElse(null);
    }

    private @Nullable String generated(SourceColumn column, PgType type) {
        if (column.generationSql() == null) {
            find(FindingCode.GENERATED_AS_VALUES, column, "its expression cannot be read");
            return null;
        }
        Optional<String> computed = generatedColumnIn(column.generationSql());
        if (computed.isPresent()) {
            find(
                    FindingCode.GENERATED_AS_VALUES,
                    column,
                    column.generationSql() + ": column " + computed.get()
                            + " (it is generated, too, and PostgreSQL computes neither from the other)");
            return null;
        }
        Optional<String> other = readsOther(column.generationSql());
        if (context.overrides().reads(table.name(), column.name()) || other.isPresent()) {
            find(
                    FindingCode.GENERATED_AS_VALUES,
                    column,
                    other.orElse(column.name()) + " is read by an expression of the plan");
            return null;
        }
        Translation translation = context.translator().generated(column.generationSql(), table.name(), type);
        if (translation instanceof Refused refused) {
            Translation whole = context.wholeTranslator().generated(column.generationSql(), table.name(), type);
            find(
                    FindingCode.GENERATED_AS_VALUES,
                    column,
                    column.generationSql() + ": "
                            + (whole instanceof Refused ? why(refused) : "it uses a column that the plan leaves out"));
        }
        return sql(translation, column.name()).orElse(null);
    }

    private Optional<String> generatedColumnIn(String expression) {
        return SqlTokenizer.tokenize(expression).stream()
                .filter(token -> token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_NAME)
                .map(SqlToken::unquoted)
                .filter(name ->
                        table.column(name).map(SourceColumn::isGenerated).orElse(false))
                .findFirst();
    }

    /** PostgreSQL would compute from the values that it gets, SQLite did from those that it has. */
    private Optional<String> readsOther(String sql) {
        return SqlTokenizer.tokenize(sql).stream()
                .filter(SqlToken::isName)
                .map(SqlToken::unquoted)
                .filter(name -> context.overrides().reads(table.name(), name))
                .findFirst();
    }

    private List<CheckPlan> checks(String target) {
        List<CheckPlan> checks = new ArrayList<>();
        for (SourceCheck check : table.checks()) {
            Translation translation = context.translator().check(check.sql(), table.name());
            if (translation instanceof Refused refused) {
                boolean leftOut = !(context.wholeTranslator().check(check.sql(), table.name()) instanceof Refused);
                if (leftOut) {
                    find(
                            FindingCode.LEFT_OUT_BY_PLAN,
                            "check (" + check.sql() + "), which uses a column that the plan leaves out");
                } else {
                    find(FindingCode.CHECK_NOT_TRANSLATED, check.sql() + ": " + why(refused));
                }
            }
            sql(translation, "").ifPresent(sql -> {
                String wanted = check.name() == null ? target + "_check" : check.name();
                checks.add(new CheckPlan(context.relations().take(wanted), sql));
            });
        }
        for (SourceColumn column : table.columns()) {
            ChosenType chosen = context.type(table.name(), column.name()).chosen();
            if (chosen != null && !chosen.onlyTexts().isEmpty()) {
                String name = context.column(table.name(), column.name());
                checks.add(new CheckPlan(
                        context.relations().take(target + "_" + name + "_check"),
                        EnumOffers.condition(name, chosen.onlyTexts())));
            }
        }
        return checks;
    }

    private Optional<String> sql(Translation translation, String column) {
        if (translation instanceof Translated translated) {
            translated
                    .notes()
                    .forEach(
                            note -> findings.add(Finding.of(FindingCode.TRANSLATION_NOTE, table.name(), column, note)));
            return Optional.of(translated.sql());
        }
        return Optional.empty();
    }

    static String why(Refused refused) {
        return refused.construct() + " (" + refused.reason() + ")";
    }

    private void find(FindingCode code, String detail) {
        findings.add(Finding.of(code, table.name(), detail));
    }

    private void find(FindingCode code, SourceColumn column, String detail) {
        findings.add(Finding.of(code, table.name(), column.name(), detail));
    }
}
