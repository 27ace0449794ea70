package org.liftlock.migration.profile;

import java.util.List;

/**
 * What all rows of a database are.
 *
 * @param tables in the order of the schema
 */
public record DatabaseProfile(List<TableProfile> tables) {

    public DatabaseProfile {
        tables = List.copyOf(tables);
    }

    /**
     * Rows of all tables.
     *
     * @return the sum
     */
    public long rows() {
        return tables.stream().mapToLong(TableProfile::rows).sum();
    }
}
