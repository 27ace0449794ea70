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
     * The same with other profiles of some tables.
     *
     * @param others the tables whose profiles take the place of those here
     * @return a copy
     */
    public DatabaseProfile with(DatabaseProfile others) {
        return new DatabaseProfile(tables.stream()
                .map(profile -> others.tables().stream()
                        .filter(other ->
                                other.table().name().equals(profile.table().name()))
                        .findFirst()
                        .orElse(profile))
                .toList());
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
