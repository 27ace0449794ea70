package org.liftlock.migration.plan;

/**
 * A CHECK constraint.
 *
 * @param name its name in PostgreSQL
 * @param sql the condition in PostgreSQL's SQL
 */
public record CheckPlan(String name, String sql) {}
