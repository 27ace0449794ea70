package org.liftlock.migration.verify;

/**
 * A query of the user's whose results are to be the same in both databases.
 *
 * @param name what findings call it
 * @param sqlite the query in SQLite's SQL
 * @param sqliteLine the line in the file where it begins
 * @param postgres the query in PostgreSQL's SQL
 * @param postgresLine the line in the file where that begins
 */
public record UserQuery(String name, String sqlite, int sqliteLine, String postgres, int postgresLine) {

    boolean isOrdered() {
        return new SqlText(sqlite).isOrdered();
    }
}
