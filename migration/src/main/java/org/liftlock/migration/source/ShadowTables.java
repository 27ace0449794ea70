package org.liftlock.migration.source;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the modules that come with SQLite name their shadow tables (sqlite.org/fts5.html section 9, fts3.html section 9,
 * rtree.html section 6), for databases whose module is not compiled in.
 */
final class ShadowTables {

    private ShadowTables() {}

    /**
     * Which of the shadow tables has one row for each row of the virtual table.
     *
     * @param module the module
     * @param there the suffixes of those that are there
     * @return its suffix, or null if none is known
     */
    static @Nullable String counted(String module, Set<String> there) {
        List<String> candidates =
                switch (module) {
                    case "fts5", "fts3", "fts4" -> List.of("docsize", "content");
                    case "rtree", "rtree_i32", "geopoly" -> List.of("rowid");
                    default -> List.of();
                };
        return candidates.stream().filter(there::contains).findFirst().orElse(null);
    }

    static Set<String> suffixes(String module) {
        return switch (module) {
            case "fts5" -> Set.of("data", "idx", "content", "docsize", "config");
            case "fts3", "fts4" -> Set.of("content", "segments", "segdir", "docsize", "stat");
            case "rtree", "rtree_i32", "geopoly" -> Set.of("node", "parent", "rowid");
            default -> Set.of();
        };
    }
}
