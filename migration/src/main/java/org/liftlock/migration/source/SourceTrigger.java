package org.liftlock.migration.source;

/**
 * A trigger.
 *
 * @param name its name
 * @param table the table or view that it hangs on
 * @param sql its CREATE TRIGGER statement
 */
public record SourceTrigger(String name, String table, String sql) {}
