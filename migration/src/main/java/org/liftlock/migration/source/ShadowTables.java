package org.liftlock.migration.source;

import java.util.Set;

/**
 * How the modules that come with SQLite name their shadow tables (sqlite.org/fts5.html section 9, fts3.html section 9,
 * rtree.html section 6), for databases whose module is not compiled in.
 */
final class ShadowTables {

    private ShadowTables() {}

    static Set<String> suffixes(String module) {
        return switch (module) {
            case "fts5" -> Set.of("data", "idx", "content", "docsize", "config");
            case "fts3", "fts4" -> Set.of("content", "segments", "segdir", "docsize", "stat");
            case "rtree", "rtree_i32", "geopoly" -> Set.of("node", "parent", "rowid");
            default -> Set.of();
        };
    }
}
