package org.liftlock.migration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison does beside comparing every row.
 *
 * @param queries a file of the user's own queries, whose results are compared, too; or null
 * @param memory a file that keeps which parts were found equal until the comparison reaches its end, so that one that is
 *     cut off can go on; or null
 * @param resume whether parts that the memory has are passed over
 */
public record ProofOptions(@Nullable Path queries, @Nullable Path memory, boolean resume) {

    /**
     * No queries and no memory.
     *
     * @return the defaults
     */
    public static ProofOptions defaults() {
        return new ProofOptions(null, null, false);
    }
}
