package org.liftlock.migration.finding;

/** How the detail of a finding counts rows. Stateless and thread-safe. */
public final class RowCount {

    private RowCount() {}

    /**
     * A number of rows in words.
     *
     * @param rows how many
     * @return for instance {@code 1 row}, {@code 1200 rows}
     */
    public static String words(long rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }
}
