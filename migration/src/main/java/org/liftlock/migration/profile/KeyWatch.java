package org.liftlock.migration.profile;

import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.StorageClass;

/**
 * Sees of each row that is read whether its parent is among known numbers. What is no integer is for SQLite to compare, and
 * counts as missing here. Not thread-safe.
 */
final class KeyWatch {

    private final SourceForeignKey key;
    private final int column;
    private final KeyNumbers parents;
    private boolean missed;

    /** The column is the place of the key's only column in the rows. */
    KeyWatch(SourceForeignKey key, int column, KeyNumbers parents) {
        this.key = key;
        this.column = column;
        this.parents = parents;
    }

    SourceForeignKey key() {
        return key;
    }

    /** Whether a parent may be missing; if not, none is. */
    boolean missed() {
        return missed;
    }

    void add(RowCursor cursor) {
        if (!missed) {
            StorageClass storageClass = cursor.storageClass(column);
            missed = storageClass == StorageClass.INTEGER
                    ? !parents.has(cursor.integer(column))
                    : storageClass != StorageClass.NULL;
        }
    }

    /** Takes in what another watch of the same key has seen. */
    void add(KeyWatch other) {
        missed |= other.missed;
    }
}
