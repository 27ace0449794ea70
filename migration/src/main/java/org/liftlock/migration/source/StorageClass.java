package org.liftlock.migration.source;

/** How SQLite stores one value, whatever its column declares (sqlite.org/datatype3.html). */
public enum StorageClass {
    INTEGER,
    REAL,
    TEXT,
    BLOB,
    NULL;

    private static final StorageClass[] BY_CODE = values();

    /**
     * The class for one of SQLite's type codes.
     *
     * @param code {@code SQLITE_INTEGER} (1) to {@code SQLITE_NULL} (5)
     * @return the class
     */
    static StorageClass ofCode(int code) {
        return BY_CODE[code - 1];
    }
}
