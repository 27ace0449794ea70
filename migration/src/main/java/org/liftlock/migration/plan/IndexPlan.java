package org.liftlock.migration.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param source its name in SQLite, or what it stands for
 * @param target its name in PostgreSQL
 * @param unique whether it refuses duplicates
 * @param hash whether it is a hash index, for values that are too long for a B-tree
 * @param keys its keys in PostgreSQL's SQL, in order
 * @param whereSql the condition of a partial index in PostgreSQL's SQL, or null
 */
public record IndexPlan(
        String source,
        String target,
        boolean unique,
        boolean hash,
        List<String> keys,
        @Nullable String whereSql) {

    public IndexPlan {
        keys = List.copyOf(keys);
    }

    /**
     * The same, allowing duplicates.
     *
     * @return a copy
     */
    public IndexPlan notUnique() {
        return new IndexPlan(source, target, false, hash, keys, whereSql);
    }
}
