package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.translate.Ast.Expression;

/** A statement between BEGIN and END of a trigger, as read. */
sealed interface TriggerStatement {

    record Assignment(String column, Expression value) {}

    record Update(
            String table,
            List<Assignment> assignments,
            @Nullable Expression where) implements TriggerStatement {}

    /** Rows of values; {@code columns} is empty if the statement names none. */
    record Insert(
            String table,
            List<String> columns,
            List<List<Expression>> rows,
            @Nullable Expression where) implements TriggerStatement {}

    record Delete(String table, @Nullable Expression where) implements TriggerStatement {}

    /** RAISE with a message, under conditions that must all hold. */
    record Raise(String action, String message, List<Expression> conditions) implements TriggerStatement {}

    /** All that a CREATE TRIGGER says. */
    record Trigger(
            String name,
            boolean before,
            String event,
            List<String> columns,
            String table,
            @Nullable Expression when,
            List<TriggerStatement> statements) {}
}
