package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.translate.Ast.Derived;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Ast.From;
import org.liftlock.migration.translate.Ast.Joined;
import org.liftlock.migration.translate.Ast.Relation;
import org.liftlock.migration.translate.Ast.Select;

/** Reads a FROM clause; SQLite joins strictly from left to right, a comma like any other join. Not thread-safe. */
final class FromReader {

    private final TokenCursor cursor;
    private final SelectReader selects;

    FromReader(TokenCursor cursor, SelectReader selects) {
        this.cursor = cursor;
        this.selects = selects;
    }

    From read() {
        From left = source();
        while (true) {
            boolean natural = cursor.acceptWord("NATURAL");
            String join = join();
            if (join == null) {
                if (natural) {
                    throw cursor.unexpected("JOIN");
                }
                return left;
            }
            From right = source();
            Expression on = null;
            List<String> using = List.of();
            if (cursor.acceptWord("ON")) {
                on = selects.expression();
            } else if (cursor.acceptWord("USING")) {
                using = selects.names();
            }
            left = new Joined(left, join, right, natural, on, using);
        }
    }

    private @Nullable String join() {
        if (cursor.acceptSymbol(",")) {
            return "JOIN";
        }
        if (cursor.acceptWord("JOIN")) {
            return "JOIN";
        }
        for (String side : List.of("LEFT", "RIGHT", "FULL", "INNER", "CROSS")) {
            if (cursor.acceptWord(side)) {
                cursor.acceptWord("OUTER");
                cursor.expectWord("JOIN");
                return side.equals("INNER") || side.equals("CROSS") ? "JOIN" : side + " JOIN";
            }
        }
        return null;
    }

    private From source() {
        if (cursor.acceptSymbol("(")) {
            if (cursor.isAnyWord("SELECT", "WITH", "VALUES")) {
                Select select = selects.select();
                cursor.expectSymbol(")");
                return new Derived(select, selects.alias());
            }
            From inner = read();
            cursor.expectSymbol(")");
            if (selects.alias() != null) {
                throw new Refusal("a join in parentheses with a name", "SQLite hides the tables in it");
            }
            return inner;
        }
        String name = cursor.name();
        if (cursor.acceptSymbol(".")) {
            if (!name.equalsIgnoreCase("main")) {
                throw new Refusal("schema " + name, "only tables of the file itself are known");
            }
            name = cursor.name();
        }
        if (cursor.isSymbol("(")) {
            throw new Refusal("table-valued function " + name + "()", "it has no counterpart");
        }
        String alias = selects.alias();
        if (cursor.acceptWord("INDEXED")) {
            cursor.expectWord("BY");
            cursor.name();
        } else if (cursor.isWord("NOT") && cursor.isWord(1, "INDEXED")) {
            cursor.next();
            cursor.next();
        }
        return new Relation(name, alias);
    }
}
