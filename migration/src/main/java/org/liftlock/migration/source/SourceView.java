package org.liftlock.migration.source;

import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param name its name
 * @param sql its CREATE VIEW statement
 * @param error what SQLite says when it cannot run the view, otherwise null
 */
public record SourceView(String name, String sql, @Nullable String error) {}
