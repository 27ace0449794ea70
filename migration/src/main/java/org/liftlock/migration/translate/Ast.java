package org.liftlock.migration.translate;

import java.util.List;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** The statement as read: SQLite's clauses around jOOQ's expressions. */
final class Ast {

    private Ast() {}

    /**
     * An expression; calls and subqueries stand in it as numbered names.
     *
     * @param root what jOOQ read
     * @param text the expression as written
     * @param calls the function calls in it
     * @param queries the subqueries in it
     */
    record Expression(QueryPart root, String text, List<Call> calls, List<Select> queries) {}

    record Call(
            String name,
            boolean star,
            boolean distinct,
            List<Expression> args,
            List<Order> orderBy,
            @Nullable Expression filter,
            @Nullable Window window) {}

    /** A window; {@code name} refers to one of the WINDOW clause and stands alone. */
    record Window(@Nullable String name, List<Expression> partitionBy, List<Order> orderBy, String frame) {}

    record Order(
            Expression expression,
            boolean descending,
            @Nullable Boolean nullsFirst) {}

    record NamedWindow(String name, Window window) {}

    record Cte(String name, List<String> columns, String materialized, Select select) {}

    /** A statement: one core, or several joined by set operators from left to right. */
    record Select(
            List<Cte> ctes,
            List<Core> cores,
            List<String> operators,
            List<Order> orderBy,
            @Nullable Long limit,
            @Nullable Long offset) {}

    record Core(
            boolean distinct,
            List<Item> items,
            @Nullable From from,
            @Nullable Expression where,
            List<Expression> groupBy,
            @Nullable Expression having,
            List<NamedWindow> windows) {}

    /** One of the result columns; {@code star} is null, or the table whose columns are meant, empty for all. */
    record Item(
            @Nullable Expression expression,
            @Nullable String alias,
            @Nullable String star) {}

    sealed interface From {}

    record Relation(String name, @Nullable String alias) implements From {}

    record Derived(Select select, @Nullable String alias) implements From {}

    record Joined(
            From left,
            String join,
            From right,
            boolean natural,
            @Nullable Expression on,
            List<String> using) implements From {}
}
