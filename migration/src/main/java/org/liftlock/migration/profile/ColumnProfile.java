package org.liftlock.migration.profile;

import java.util.Map;
import org.liftlock.migration.source.StorageClass;

/**
 * What the values of one column are.
 *
 * @param column its name
 * @param classes how often each storage class occurs
 * @param numbers the numbers among them
 * @param texts the texts among them
 * @param forms what they look like beyond their storage class
 */
public record ColumnProfile(
        String column, Map<StorageClass, Occurrences> classes, NumberRange numbers, TextShape texts, ValueForms forms) {

    public ColumnProfile {
        classes = Map.copyOf(classes);
    }

    /**
     * How many values of a class there are, with the first rows.
     *
     * @param storageClass the class
     * @return its occurrences
     */
    public Occurrences of(StorageClass storageClass) {
        return classes.getOrDefault(storageClass, Occurrences.NONE);
    }

    /**
     * Whether values of a class occur.
     *
     * @param storageClass the class
     * @return true if there is one
     */
    public boolean has(StorageClass storageClass) {
        return of(storageClass).any();
    }

    /**
     * Whether every value is NULL or there are no rows.
     *
     * @return true if nothing can be learnt from the values
     */
    public boolean isEmpty() {
        return !has(StorageClass.INTEGER)
                && !has(StorageClass.REAL)
                && !has(StorageClass.TEXT)
                && !has(StorageClass.BLOB);
    }

    /**
     * Whether all values that are not NULL are of the given class.
     *
     * @param only the class
     * @return true if they are, and there is one
     */
    public boolean holdsOnly(StorageClass only) {
        for (StorageClass other : StorageClass.values()) {
            if (other != only && other != StorageClass.NULL && has(other)) {
                return false;
            }
        }
        return has(only);
    }
}
