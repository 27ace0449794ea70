package org.liftlock.migration.fault;

import java.nio.file.Path;
import java.sql.SQLException;
import org.liftlock.migration.testing.Sqlite;

/** A SQLite file with something of everything that a run brings over, large tables and small ones. */
final class FaultFile {

    /** Large tables are cut into parts of this size. */
    static final long PART_BYTES = 500_000;

    private static final int SMALL_TABLES = 12;

    private FaultFile() {}

    /** Many more rows for the long form. */
    static Path make(Path file, int rows, String journal) throws SQLException {
        StringBuilder small = new StringBuilder();
        for (int i = 1; i <= SMALL_TABLES; i++) {
            small.append("CREATE TABLE small_" + i + " (id INTEGER PRIMARY KEY, word TEXT UNIQUE, album_id INTEGER"
                    + " REFERENCES album (id)); INSERT INTO small_" + i
                    + " SELECT i, 'word ' || i, i FROM n WHERE i <= 50;");
        }
        return Sqlite.run(
                file,
                "PRAGMA journal_mode = " + journal,
                "BEGIN; CREATE TABLE n (i INTEGER PRIMARY KEY);"
                        + "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " + rows + ")"
                        + " INSERT INTO n SELECT i FROM c;"
                        + "CREATE TABLE album (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, year INTEGER);"
                        + "INSERT INTO album SELECT i, 'album ' || i, 1950 + i % 70 FROM n WHERE i <= 5000;"
                        // The numbers lie so far apart that a table is worth cutting into parts.
                        + "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER NOT NULL REFERENCES album (id),"
                        + " title TEXT NOT NULL, seconds REAL, added TEXT, price DECIMAL(8, 2));"
                        + "INSERT INTO track SELECT i * 10, i % 5000 + 1, 'a track of some length with number ' || i, i / 7.0,"
                        + " datetime(1600000000 + i, 'unixepoch'), i % 900 / 100.0 FROM n;"
                        + "CREATE INDEX track_title ON track (title); CREATE INDEX track_album ON track (album_id, seconds);"
                        + "CREATE TABLE word (word TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;"
                        + "INSERT INTO word SELECT 'a word of its own ' || (i * 7919 % 1000003), i FROM n WHERE i <= "
                        + (rows * 9 / 10) + ";"
                        + "CREATE TABLE cover (id INTEGER PRIMARY KEY, album_id INTEGER UNIQUE REFERENCES album (id),"
                        + " picture BLOB NOT NULL); INSERT INTO cover SELECT i, i, randomblob(40000) FROM n WHERE i <= 40;"
                        // Every hundredth refers to no album, which sets it aside.
                        + "CREATE TABLE loan (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id), who TEXT);"
                        + "INSERT INTO loan SELECT i, CASE WHEN i % 100 = 0 THEN 1000000 + i ELSE i END, 'reader ' || i"
                        + " FROM n WHERE i <= 2000;"
                        + "CREATE VIEW long_track AS SELECT id, title FROM track WHERE seconds > 1000;"
                        + "CREATE TRIGGER album_gone AFTER DELETE ON album BEGIN DELETE FROM cover WHERE album_id = old.id;"
                        + " END;" + small + "DROP TABLE n; COMMIT");
    }
}
