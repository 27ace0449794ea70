package org.liftlock.migration.source;

/** Names in SQLite's SQL. Stateless and thread-safe. */
public final class SqliteSql {

    private SqliteSql() {}

    /**
     * A name in double quotes.
     *
     * @param name any name
     * @return the quoted name
     */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
