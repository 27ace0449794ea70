package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlToken.Kind;
import org.liftlock.migration.translate.Ast.Core;
import org.liftlock.migration.translate.Ast.Cte;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Ast.From;
import org.liftlock.migration.translate.Ast.Item;
import org.liftlock.migration.translate.Ast.NamedWindow;
import org.liftlock.migration.translate.Ast.Order;
import org.liftlock.migration.translate.Ast.Select;
import org.liftlock.migration.translate.Ast.Window;

/** Splits a SELECT into its clauses by SQLite's grammar (sqlite.org/lang_select.html). Not thread-safe. */
final class SelectReader {

    private static final Set<String> NO_ALIAS = Set.of(
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "LIMIT",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "WINDOW",
            "ON",
            "USING",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "CROSS",
            "NATURAL",
            "INDEXED",
            "NOT",
            "AS");

    private final TokenCursor cursor;
    private final FromReader from;

    SelectReader(TokenCursor cursor) {
        this.cursor = cursor;
        this.from = new FromReader(cursor, this);
    }

    Expression expression() {
        return ExpressionReader.read(cursor, this);
    }

    Select select() {
        List<Cte> ctes = new ArrayList<>();
        if (cursor.acceptWord("WITH")) {
            cursor.acceptWord("RECURSIVE");
            do {
                ctes.add(cte());
            } while (cursor.acceptSymbol(","));
        }
        List<Core> cores = new ArrayList<>();
        List<String> operators = new ArrayList<>();
        core(cores, operators);
        while (cursor.isAnyWord("UNION", "INTERSECT", "EXCEPT")) {
            String operator = cursor.next().upper();
            operators.add(cursor.acceptWord("ALL") ? operator + " ALL" : operator);
            core(cores, operators);
        }
        List<Order> orderBy = cursor.isWord("ORDER") ? orderBy() : List.of();
        Long limit = null;
        Long offset = null;
        if (cursor.acceptWord("LIMIT")) {
            limit = count();
            if (cursor.acceptWord("OFFSET")) {
                offset = count();
            } else if (cursor.acceptSymbol(",")) {
                offset = limit;
                limit = count();
            }
        }
        return new Select(ctes, cores, operators, orderBy, limit, offset);
    }

    private long count() {
        boolean negative = cursor.acceptSymbol("-");
        SqlToken token = cursor.next();
        if (token.kind() != Kind.NUMBER || !token.text().chars().allMatch(Character::isDigit)) {
            throw new Refusal("LIMIT", "it is not a constant number");
        }
        long count = Long.parseLong(token.text());
        return negative ? -count : count;
    }

    private Cte cte() {
        String name = cursor.name();
        List<String> columns = cursor.isSymbol("(") ? names() : List.of();
        cursor.expectWord("AS");
        String materialized = "";
        if (cursor.acceptWord("MATERIALIZED")) {
            materialized = "MATERIALIZED ";
        } else if (cursor.acceptWord("NOT")) {
            cursor.expectWord("MATERIALIZED");
            materialized = "NOT MATERIALIZED ";
        }
        cursor.expectSymbol("(");
        Select select = select();
        cursor.expectSymbol(")");
        return new Cte(name, columns, materialized, select);
    }

    List<String> names() {
        cursor.expectSymbol("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.name());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return names;
    }

    private void core(List<Core> cores, List<String> operators) {
        if (!cursor.acceptWord("VALUES")) {
            cursor.expectWord("SELECT");
            cores.add(selectCore());
            return;
        }
        boolean first = true;
        do {
            cursor.expectSymbol("(");
            List<Item> items = new ArrayList<>();
            int column = 1;
            do {
                items.add(new Item(expression(), "column" + column++, null));
            } while (cursor.acceptSymbol(","));
            cursor.expectSymbol(")");
            if (!first) {
                operators.add("UNION ALL");
            }
            first = false;
            cores.add(new Core(false, items, null, null, List.of(), null, List.of()));
        } while (cursor.acceptSymbol(","));
    }

    private Core selectCore() {
        boolean distinct = cursor.acceptWord("DISTINCT");
        if (!distinct) {
            cursor.acceptWord("ALL");
        }
        List<Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (cursor.acceptSymbol(","));
        From source = cursor.acceptWord("FROM") ? from.read() : null;
        Expression where = cursor.acceptWord("WHERE") ? expression() : null;
        List<Expression> groupBy = new ArrayList<>();
        if (cursor.acceptWord("GROUP")) {
            cursor.expectWord("BY");
            groupBy.addAll(expressions());
        }
        Expression having = cursor.acceptWord("HAVING") ? expression() : null;
        List<NamedWindow> windows = new ArrayList<>();
        if (cursor.acceptWord("WINDOW")) {
            do {
                String name = cursor.name();
                cursor.expectWord("AS");
                windows.add(new NamedWindow(name, window()));
            } while (cursor.acceptSymbol(","));
        }
        return new Core(distinct, items, source, where, groupBy, having, windows);
    }

    private List<Expression> expressions() {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (cursor.acceptSymbol(","));
        return list;
    }

    private Item item() {
        if (cursor.acceptSymbol("*")) {
            return new Item(null, null, "");
        }
        if (cursor.isSymbol(1, ".") && cursor.isSymbol(2, "*")) {
            String table = cursor.name();
            cursor.expectSymbol(".");
            cursor.expectSymbol("*");
            return new Item(null, null, table);
        }
        Expression expression = expression();
        return new Item(expression, alias(), null);
    }

    @Nullable
    String alias() {
        if (cursor.acceptWord("AS")) {
            return cursor.name();
        }
        SqlToken token = cursor.peek();
        boolean named =
                token != null && token.isName() && !(token.kind() == Kind.WORD && NO_ALIAS.contains(token.upper()));
        return named ? cursor.name() : null;
    }

    List<Order> orderBy() {
        cursor.expectWord("ORDER");
        cursor.expectWord("BY");
        List<Order> terms = new ArrayList<>();
        do {
            Expression expression = expression();
            boolean descending = cursor.acceptWord("DESC");
            if (!descending) {
                cursor.acceptWord("ASC");
            }
            Boolean nullsFirst = null;
            if (cursor.acceptWord("NULLS")) {
                nullsFirst = cursor.acceptWord("FIRST");
                if (!nullsFirst) {
                    cursor.expectWord("LAST");
                }
            }
            terms.add(new Order(expression, descending, nullsFirst));
        } while (cursor.acceptSymbol(","));
        return terms;
    }

    Window window() {
        if (!cursor.acceptSymbol("(")) {
            return new Window(cursor.name(), List.of(), List.of(), "");
        }
        if (cursor.peek() != null && !cursor.isSymbol(")") && !startsWindow()) {
            throw new Refusal("a window built on a named one", "write the window out");
        }
        List<Expression> partitionBy = new ArrayList<>();
        if (cursor.acceptWord("PARTITION")) {
            cursor.expectWord("BY");
            partitionBy.addAll(expressions());
        }
        List<Order> orderBy = cursor.isWord("ORDER") ? orderBy() : List.of();
        StringBuilder frame = new StringBuilder();
        while (!cursor.isSymbol(")")) {
            SqlToken token = cursor.next();
            if (token.kind() != Kind.WORD && token.kind() != Kind.NUMBER) {
                throw new Refusal("window frame", "its bounds are not constant");
            }
            frame.append(' ').append(token.text().toUpperCase(Locale.ROOT));
        }
        cursor.expectSymbol(")");
        return new Window(null, partitionBy, orderBy, frame.toString());
    }

    private boolean startsWindow() {
        return cursor.isAnyWord("PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS");
    }
}
