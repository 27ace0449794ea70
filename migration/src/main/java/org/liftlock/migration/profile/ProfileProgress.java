package org.liftlock.migration.profile;

/** Hears how far the reading is. Called from several threads. */
@FunctionalInterface
public interface ProfileProgress {

    /**
     * Some rows were read.
     *
     * @param table the table's name
     * @param rows how many more than at the last call
     */
    void read(String table, long rows);
}
