package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.TriggerStatement.Assignment;
import org.liftlock.migration.translate.TriggerStatement.Delete;
import org.liftlock.migration.translate.TriggerStatement.Insert;
import org.liftlock.migration.translate.TriggerStatement.Raise;
import org.liftlock.migration.translate.TriggerStatement.Trigger;
import org.liftlock.migration.translate.TriggerStatement.Update;
import org.liftlock.migration.translate.TriggerTranslation.TranslatedTrigger;
import org.liftlock.migration.translate.TriggerTranslation.TriggerCode;
import org.liftlock.migration.translate.TriggerTranslation.Write;

/**
 * Writes one trigger as PL/pgSQL. Not thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: the few forms of triggers and what sets each apart.
 */
final class TriggerTranslator {

    private static final String INDENT = "    ";

    private final Trigger trigger;
    private final Relations relations;
    private final TranslationTable table;
    private final Context context = new Context(false);
    private final SelectTranslator selects;
    private final String alias;

    TriggerTranslator(Trigger trigger, List<TranslationTable> tables) {
        this.trigger = trigger;
        this.relations = new Relations(tables);
        this.table = relations.table(trigger.table());
        this.selects = new SelectTranslator(relations, context);
        this.alias = alias(tables);
    }

    /** The row that a statement changes needs a name that no relation has. */
    private static String alias(List<TranslationTable> tables) {
        Set<String> names = new LinkedHashSet<>();
        tables.forEach(known -> names.add(known.sourceName()));
        tables.forEach(known -> names.add(known.targetName()));
        String free = "changed";
        while (names.contains(free)) {
            free += "_";
        }
        return free;
    }

    TranslatedTrigger translate() {
        if (relations.isAnyNamed(Set.of("new", "old"))) {
            throw new Refusal("a table named new or old", "inside a trigger the name means the row");
        }
        Set<String> mentioned = mentioned();
        boolean readsGenerated = table.columns().stream()
                .anyMatch(column ->
                        column.generated() && mentioned.contains(Comparisons.lowerAscii(column.sourceName())));
        if (trigger.before() && readsGenerated) {
            throw new Refusal("a generated column in a BEFORE trigger", "PostgreSQL computes it afterwards");
        }
        boolean readsId = table.rowid() != null && mentioned.contains(Comparisons.lowerAscii(table.rowid()));
        if (trigger.before() && trigger.event().equals("INSERT") && (readsId || mentioned.contains("rowid"))) {
            throw new Refusal("the id of a row in a BEFORE INSERT trigger", "SQLite has given it none yet");
        }
        List<Write> writes =
                trigger.statements().stream().flatMap(s -> write(s).stream()).toList();
        Update touch = touch();
        RowKey key = touch == null ? null : RowKey.of(touch.where(), table);
        TriggerCode assignment =
                touch == null || key == null || readsGenerated && !trigger.before() ? null : assignment(touch, key);
        boolean writesOwn = writes.stream().anyMatch(write -> Scope.same(write.table(), trigger.table()));
        TriggerCode statements = trigger.before() && writesOwn ? null : statements(key);
        if (assignment == null && statements == null) {
            throw new Refusal(
                    writesOwn && trigger.before()
                            ? "a BEFORE trigger that changes its own table"
                            : "a row number that is no column",
                    "what it does to the very row is not known to mean the same in PostgreSQL");
        }
        return new TranslatedTrigger(
                trigger.name(),
                table.sourceName(),
                trigger.event(),
                trigger.columns(),
                writes,
                statements,
                assignment,
                context.notes());
    }

    /** The only statement, if it is an UPDATE of the table itself. */
    private @Nullable Update touch() {
        boolean possible = trigger.statements().size() == 1
                && !readsTables()
                && !trigger.event().equals("DELETE")
                && !(trigger.before() && trigger.event().equals("INSERT"));
        return possible
                        && trigger.statements().get(0) instanceof Update update
                        && Scope.same(update.table(), trigger.table())
                ? update
                : null;
    }

    private TriggerCode assignment(Update touch, RowKey key) {
        // What SQLite reads and changes is the row as it stands in the table: before an UPDATE the old one.
        String row = trigger.before() ? "OLD." : "NEW.";
        Scope scope = new Scope(rows());
        scope.add(Relations.source(table, table.sourceName(), row));
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Assignment assignment : touch.assignments()) {
            TranslationColumn column = column(table, assignment.column());
            columns.add("NEW." + PgSql.name(column.targetName()));
            values.add(value(assignment.value(), column, scope));
        }
        String set = columns.size() == 1
                ? columns.get(0) + " := " + values.get(0) + ";"
                : "SELECT " + String.join(", ", values) + " INTO " + String.join(", ", columns) + ";";
        List<String> conditions = new ArrayList<>();
        if (table.rowid() == null && !key.hiddenRowid()) {
            table.key()
                    .forEach(name -> conditions.add((key.old() ? "OLD." : "NEW.")
                            + PgSql.name(column(table, name).targetName()) + " IS NOT NULL"));
        }
        if (key.old() && !key.hiddenRowid()) {
            table.key()
                    .forEach(name -> conditions.add(
                            "NEW." + PgSql.name(column(table, name).targetName()) + " IS NOT DISTINCT FROM OLD."
                                    + PgSql.name(column(table, name).targetName())));
        }
        if (trigger.before()) {
            context.note("SQLite leaves open what a BEFORE trigger that updates its own row does;"
                    + " here its value is the one that is stored");
        }
        return code(true, List.of(unless(conditions, set)));
    }

    private @Nullable TriggerCode statements(@Nullable RowKey key) {
        List<String> statements = new ArrayList<>();
        for (TriggerStatement statement : trigger.statements()) {
            if (key != null && key.hiddenRowid() && statement instanceof Update update) {
                if (table.key().isEmpty()) {
                    return null;
                }
                statements.add(update(update, sameRow(key)));
            } else if (statement instanceof Update update) {
                statements.add(update(update, null));
            } else if (statement instanceof Insert insert) {
                statements.add(insert(insert));
            } else if (statement instanceof Delete delete) {
                Scope scope = changed(relations.table(delete.table()));
                statements.add("DELETE FROM "
                        + PgSql.name(relations.table(delete.table()).targetName()) + " AS " + PgSql.name(alias)
                        + where(delete.where(), scope) + ";");
            } else if (statement instanceof Raise raise) {
                statements.add(raise(raise));
            }
        }
        return code(trigger.before(), statements);
    }

    private String sameRow(RowKey key) {
        return table.key().stream()
                .map(name -> PgSql.name(column(table, name).targetName()))
                .map(name -> PgSql.name(alias) + "." + name + " IS NOT DISTINCT FROM " + (key.old() ? "OLD." : "NEW.")
                        + name)
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private String update(Update update, @Nullable String where) {
        TranslationTable target = relations.table(update.table());
        Scope scope = changed(target);
        List<String> assignments = new ArrayList<>();
        for (Assignment assignment : update.assignments()) {
            TranslationColumn column = column(target, assignment.column());
            assignments.add(PgSql.name(column.targetName()) + " = " + value(assignment.value(), column, scope));
        }
        return "UPDATE " + PgSql.name(target.targetName()) + " AS " + PgSql.name(alias) + " SET "
                + String.join(", ", assignments) + (where == null ? where(update.where(), scope) : where) + ";";
    }

    private String insert(Insert insert) {
        TranslationTable target = relations.table(insert.table());
        List<String> names = insert.columns().isEmpty()
                ? target.columns().stream()
                        .filter(column -> !column.generated())
                        .map(TranslationColumn::sourceName)
                        .toList()
                : insert.columns();
        List<TranslationColumn> columns =
                names.stream().map(name -> column(target, name)).toList();
        if (insert.rows().stream().anyMatch(row -> row.size() != columns.size())) {
            throw new Refusal("INSERT INTO " + insert.table(), "it has not a value for each column");
        }
        List<List<String>> rows = new ArrayList<>();
        insert.rows().forEach(row -> rows.add(new ArrayList<>()));
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> values = new ArrayList<>();
            for (List<Expression> row : insert.rows()) {
                values.add(value(row.get(i), columns.get(i), rows()));
            }
            boolean isId = Scope.same(columns.get(i).sourceName(), target.rowid() == null ? "" : target.rowid());
            if (isId && values.stream().allMatch("NULL"::equals)) {
                // A NULL for the id asks SQLite for the next one.
                continue;
            }
            targets.add(PgSql.name(columns.get(i).targetName()));
            for (int row = 0; row < values.size(); row++) {
                rows.get(row).add(values.get(row));
            }
        }
        String into = "INSERT INTO " + PgSql.name(target.targetName())
                + (targets.isEmpty() ? "" : " (" + String.join(", ", targets) + ")");
        if (targets.isEmpty()) {
            throw new Refusal("INSERT INTO " + insert.table(), "it gives no value");
        }
        if (insert.where() != null) {
            return into + " SELECT " + String.join(", ", rows.get(0)) + where(insert.where(), rows()) + ";";
        }
        return into + " VALUES "
                + rows.stream().map(row -> "(" + String.join(", ", row) + ")").collect(Collectors.joining(", "))
                + ";";
    }

    private String raise(Raise raise) {
        if (!raise.action().equals("ABORT")) {
            context.note("RAISE(" + raise.action() + ") ends the statement and, as every error in PostgreSQL,"
                    + " the transaction up to the last savepoint");
        }
        if (raise.message().indexOf('\0') >= 0) {
            throw new Refusal("RAISE", "its message holds U+0000");
        }
        List<String> conditions =
                raise.conditions().stream().map(this::rowCondition).toList();
        return unless(
                conditions,
                "RAISE EXCEPTION USING MESSAGE = " + PgSql.string(raise.message())
                        + ", ERRCODE = 'integrity_constraint_violation';");
    }

    private static String unless(List<String> conditions, String statement) {
        return conditions.isEmpty()
                ? statement
                : "IF " + String.join(" AND ", conditions) + " THEN\n" + INDENT + statement + "\nEND IF;";
    }

    private TriggerCode code(boolean before, List<String> statements) {
        String when = trigger.when() == null ? null : rowCondition(trigger.when());
        // The condition of CREATE TRIGGER may not read tables.
        boolean inside = conditionReads();
        String body = String.join("\n", statements);
        if (inside) {
            body = "IF " + when + " THEN\n" + body.indent(INDENT.length()) + "END IF;";
        }
        if (!before && readsTables()) {
            context.note("in a statement that changes several rows its subqueries see all of them changed");
        }
        String columns = trigger.columns().isEmpty()
                ? ""
                : " OF "
                        + trigger.columns().stream()
                                .map(name -> PgSql.name(column(table, name).targetName()))
                                .collect(Collectors.joining(", "));
        String result = !before ? "NULL" : trigger.event().equals("DELETE") ? "OLD" : "NEW";
        return new TriggerCode(
                (before ? "BEFORE " : "AFTER ") + trigger.event() + columns, inside ? null : when, body, result);
    }

    private boolean conditionReads() {
        return trigger.when() != null && !trigger.when().queries().isEmpty();
    }

    private boolean readsTables() {
        return conditionReads()
                || expressions().stream()
                        .anyMatch(expression -> !expression.queries().isEmpty());
    }

    private List<Expression> expressions() {
        List<Expression> all = new ArrayList<>();
        for (TriggerStatement statement : trigger.statements()) {
            if (statement instanceof Update update) {
                update.assignments().forEach(assignment -> all.add(assignment.value()));
                add(all, update.where());
            } else if (statement instanceof Insert insert) {
                insert.rows().forEach(all::addAll);
                add(all, insert.where());
            } else if (statement instanceof Delete delete) {
                add(all, delete.where());
            } else if (statement instanceof Raise raise) {
                all.addAll(raise.conditions());
            }
        }
        return all;
    }

    private static void add(List<Expression> all, @Nullable Expression expression) {
        if (expression != null) {
            all.add(expression);
        }
    }

    /** Lower-case names that stand anywhere in the trigger's expressions. */
    private Set<String> mentioned() {
        List<Expression> all = expressions();
        add(all, trigger.when());
        Set<String> words = new LinkedHashSet<>();
        for (Expression expression : all) {
            TokenCursor cursor = new TokenCursor(expression.text());
            while (!cursor.atEnd()) {
                words.add(Comparisons.lowerAscii(cursor.next().unquoted()));
            }
        }
        return words;
    }

    private static List<Write> write(TriggerStatement statement) {
        if (statement instanceof Update update) {
            List<String> columns =
                    update.assignments().stream().map(Assignment::column).toList();
            return List.of(new Write(update.table(), "UPDATE", columns));
        }
        if (statement instanceof Insert insert) {
            return List.of(new Write(insert.table(), "INSERT", List.of()));
        }
        return statement instanceof Delete delete ? List.of(new Write(delete.table(), "DELETE", List.of())) : List.of();
    }

    private String rowCondition(Expression condition) {
        return translator(rows()).condition(condition).sql();
    }

    private String where(@Nullable Expression where, Scope scope) {
        return where == null
                ? ""
                : " WHERE " + translator(scope).condition(where).sql();
    }

    private String value(Expression expression, TranslationColumn column, Scope scope) {
        if (column.generated()) {
            throw new Refusal("column " + column.sourceName(), "it is generated");
        }
        Expr value = translator(scope).translate(expression);
        if (column.converted() || value.origin() == Expr.Origin.CONVERTED) {
            throw new Refusal(
                    "column " + column.sourceName(), "its values mean something else in PostgreSQL, as the plan says");
        }
        return value.isNull() ? "NULL" : Assignments.assign(value, column.type(), context);
    }

    private ExpressionTranslator translator(Scope scope) {
        return new ExpressionTranslator(scope, context, selects);
    }

    private static TranslationColumn column(TranslationTable table, String name) {
        String wanted = table.rowid() != null
                        && Scope.isRowid(name)
                        && table.columns().stream().noneMatch(c -> Scope.same(c.sourceName(), name))
                ? table.rowid()
                : name;
        return table.columns().stream()
                .filter(column -> Scope.same(column.sourceName(), wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal("column " + name, "there is no such column in " + table.sourceName()));
    }

    /** NEW and OLD, as far as the event has them; their columns need the name in front. */
    private Scope rows() {
        Scope scope = new Scope(null);
        if (!trigger.event().equals("DELETE")) {
            scope.add(row("NEW"));
        }
        if (!trigger.event().equals("INSERT")) {
            scope.add(row("OLD"));
        }
        return scope;
    }

    private Scope.Source row(String name) {
        Scope.Source source = Relations.source(table, name, name + ".");
        return new Scope.Source(source.name(), source.columns(), source.key(), source.rowid(), true);
    }

    private Scope changed(TranslationTable target) {
        Scope scope = new Scope(rows());
        scope.add(Relations.source(target, target.sourceName(), PgSql.name(alias) + "."));
        return scope;
    }
}
