package org.liftlock.migration.source;

import org.jspecify.annotations.Nullable;

/**
 * A CHECK constraint.
 *
 * @param name its name, or null
 * @param sql the condition without its outer parentheses
 */
public record SourceCheck(@Nullable String name, String sql) {}
