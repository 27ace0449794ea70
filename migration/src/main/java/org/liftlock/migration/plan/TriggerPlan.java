package org.liftlock.migration.plan;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a trigger: a function in PL/pgSQL and a trigger of the same name that runs it for each row.
 *
 * @param source its name in SQLite
 * @param table the name in SQLite of the table that it hangs on
 * @param target the name in PostgreSQL of trigger and function
 * @param fires when it fires, for instance {@code AFTER UPDATE OF "name"}
 * @param whenSql the condition over NEW and OLD in PostgreSQL's SQL, or null
 * @param body the function's statements in PL/pgSQL, with RETURN
 */
public record TriggerPlan(
        String source,
        String table,
        String target,
        String fires,
        @Nullable String whenSql,
        String body) {}
