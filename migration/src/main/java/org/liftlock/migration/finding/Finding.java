package org.liftlock.migration.finding;

/**
 * One thing that a run has to tell.
 *
 * @param code what kind of thing
 * @param object the table, view, index or trigger it is about, by its name in SQLite
 * @param column the column, or the empty string
 * @param detail counts, rows, reasons; or the empty string
 */
public record Finding(FindingCode code, String object, String column, String detail) {

    /**
     * About a whole object.
     *
     * @param code what kind
     * @param object the object
     * @param detail counts, rows, reasons; or the empty string
     * @return the finding
     */
    public static Finding of(FindingCode code, String object, String detail) {
        return new Finding(code, object, "", detail);
    }

    /**
     * About a column.
     *
     * @param code what kind
     * @param object its table
     * @param column the column
     * @param detail counts, rows, reasons; or the empty string
     * @return the finding
     */
    public static Finding of(FindingCode code, String object, String column, String detail) {
        return new Finding(code, object, column, detail);
    }

    /**
     * How much it matters.
     *
     * @return the weight of its code
     */
    public Weight weight() {
        return code.weight();
    }

    /**
     * What it is about.
     *
     * @return for instance {@code track.name}
     */
    public String where() {
        return column.isEmpty() ? object : object + "." + column;
    }

    /**
     * The finding in one line.
     *
     * @return for instance {@code track.name: declared as …: 3 rows (rowid 1, …)}
     */
    public String line() {
        String line = where() + ": " + code.text() + (detail.isEmpty() ? "" : ": " + detail);
        return line.replaceAll("\\s*\\R\\s*", " ");
    }
}
