package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.TriggerStatement.Assignment;
import org.liftlock.migration.translate.TriggerStatement.Delete;
import org.liftlock.migration.translate.TriggerStatement.Insert;
import org.liftlock.migration.translate.TriggerStatement.Raise;
import org.liftlock.migration.translate.TriggerStatement.Trigger;
import org.liftlock.migration.translate.TriggerStatement.Update;

/** Reads a CREATE TRIGGER by SQLite's grammar (sqlite.org/lang_createtrigger.html). Not thread-safe. */
final class TriggerReader {

    private final TokenCursor cursor;
    private final SelectReader selects;

    TriggerReader(String sql) {
        this.cursor = new TokenCursor(sql);
        this.selects = new SelectReader(cursor);
    }

    Trigger read() {
        cursor.expectWord("CREATE");
        if (!cursor.acceptWord("TEMP")) {
            cursor.acceptWord("TEMPORARY");
        }
        cursor.expectWord("TRIGGER");
        if (cursor.acceptWord("IF")) {
            cursor.expectWord("NOT");
            cursor.expectWord("EXISTS");
        }
        String name = qualifiedName();
        boolean before = cursor.acceptWord("BEFORE") || !cursor.isAnyWord("AFTER", "INSTEAD");
        if (cursor.acceptWord("INSTEAD")) {
            throw new Refusal("INSTEAD OF", "the rows of a view are not written through");
        }
        cursor.acceptWord("AFTER");
        String event = cursor.next().upper();
        List<String> columns = new ArrayList<>();
        if (cursor.acceptWord("OF")) {
            do {
                columns.add(cursor.name());
            } while (cursor.acceptSymbol(","));
        }
        cursor.expectWord("ON");
        String table = qualifiedName();
        if (cursor.acceptWord("FOR")) {
            cursor.expectWord("EACH");
            cursor.expectWord("ROW");
        }
        Expression when = cursor.acceptWord("WHEN") ? selects.expression() : null;
        cursor.expectWord("BEGIN");
        List<TriggerStatement> statements = new ArrayList<>();
        while (!cursor.acceptWord("END")) {
            statement(statements);
            cursor.expectSymbol(";");
        }
        return new Trigger(name, before, event, columns, table, when, statements);
    }

    private String qualifiedName() {
        String name = cursor.name();
        return cursor.acceptSymbol(".") ? cursor.name() : name;
    }

    private void statement(List<TriggerStatement> statements) {
        SqlToken first = cursor.next();
        switch (first.upper()) {
            case "UPDATE" -> statements.add(update());
            case "INSERT" -> statements.add(insert());
            case "DELETE" -> statements.add(delete());
            case "SELECT" -> raises(statements);
            default -> throw new Refusal(first.text(), "such a statement is not translated in triggers");
        }
    }

    private void noConflictClause(String statement) {
        if (cursor.isWord("OR")) {
            cursor.next();
            throw new Refusal(
                    statement + " OR " + cursor.next().upper(), "PostgreSQL has no such clause for every constraint");
        }
    }

    private Update update() {
        noConflictClause("UPDATE");
        String table = qualifiedName();
        cursor.expectWord("SET");
        List<Assignment> assignments = new ArrayList<>();
        do {
            if (cursor.isSymbol("(")) {
                throw new Refusal("SET (…) = …", "assignments of rows are not translated");
            }
            String column = cursor.name();
            cursor.expectSymbol("=");
            assignments.add(new Assignment(column, selects.expression()));
        } while (cursor.acceptSymbol(","));
        if (cursor.isWord("FROM")) {
            throw new Refusal("UPDATE … FROM", "it is not translated in triggers");
        }
        return new Update(table, assignments, where());
    }

    private @Nullable Expression where() {
        return cursor.acceptWord("WHERE") ? selects.expression() : null;
    }

    private Delete delete() {
        cursor.expectWord("FROM");
        return new Delete(qualifiedName(), where());
    }

    private Insert insert() {
        noConflictClause("INSERT");
        cursor.expectWord("INTO");
        String table = qualifiedName();
        List<String> columns = cursor.isSymbol("(") ? selects.names() : List.of();
        List<List<Expression>> rows = new ArrayList<>();
        Expression where = null;
        if (cursor.acceptWord("VALUES")) {
            do {
                cursor.expectSymbol("(");
                rows.add(expressions());
                cursor.expectSymbol(")");
            } while (cursor.acceptSymbol(","));
        } else {
            cursor.expectWord("SELECT");
            rows.add(selected());
            if (cursor.isWord("FROM")) {
                throw new Refusal("INSERT … SELECT … FROM", "only rows made of NEW, OLD and constants are translated");
            }
            where = where();
        }
        if (cursor.isWord("ON")) {
            throw new Refusal("ON CONFLICT", "it is not translated in triggers");
        }
        return new Insert(table, columns, rows, where);
    }

    private List<Expression> selected() {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(selects.expression());
            selects.alias();
        } while (cursor.acceptSymbol(","));
        return values;
    }

    private List<Expression> expressions() {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(selects.expression());
        } while (cursor.acceptSymbol(","));
        return values;
    }

    /** {@code SELECT RAISE(…)} or {@code SELECT CASE WHEN … THEN RAISE(…) … END}, both with or without WHERE. */
    private void raises(List<TriggerStatement> statements) {
        record Branch(@Nullable Expression when, String action, String message) {}
        List<Branch> branches = new ArrayList<>();
        if (cursor.isWord("RAISE")) {
            branches.add(new Branch(null, action(), message()));
        } else if (cursor.acceptWord("CASE") && cursor.isWord("WHEN")) {
            while (cursor.acceptWord("WHEN")) {
                Expression when = selects.expression();
                cursor.expectWord("THEN");
                branches.add(new Branch(when, action(), message()));
            }
            cursor.expectWord("END");
        } else {
            throw new Refusal("SELECT", "only SELECT RAISE(…) has an effect that is translated");
        }
        if (cursor.isWord("FROM")) {
            throw new Refusal("SELECT RAISE(…) FROM", "write its condition with EXISTS");
        }
        Expression where = where();
        for (Branch branch : branches) {
            List<Expression> conditions = new ArrayList<>();
            if (where != null) {
                conditions.add(where);
            }
            if (branch.when() != null) {
                conditions.add(branch.when());
            }
            statements.add(new Raise(branch.action(), branch.message(), conditions));
        }
    }

    private String action() {
        cursor.expectWord("RAISE");
        cursor.expectSymbol("(");
        String action = cursor.next().upper();
        if (action.equals("IGNORE")) {
            throw new Refusal("RAISE(IGNORE)", "PostgreSQL cannot end the trigger of the statement behind this one");
        }
        cursor.expectSymbol(",");
        return action;
    }

    private String message() {
        SqlToken message = cursor.next();
        boolean text = message.kind() == SqlToken.Kind.STRING || message.kind() == SqlToken.Kind.QUOTED_NAME;
        if (!text || !cursor.acceptSymbol(")")) {
            throw new Refusal("RAISE", "its message is not a constant");
        }
        return message.unquoted();
    }
}
