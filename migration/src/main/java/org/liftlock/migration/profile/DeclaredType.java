package org.liftlock.migration.profile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a declared type says beyond its affinity. SQLite does not care; the application's author did.
 *
 * @param words the type in upper case without its arguments
 * @param precision the first argument, or 0
 * @param scale the second argument, or 0
 */
public record DeclaredType(String words, int precision, int scale) {

    private static final Pattern FORM =
            Pattern.compile("([^(]*?)\\s*(?:\\(\\s*(\\d{1,7})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\).*)?", Pattern.DOTALL);

    /**
     * Reads a declared type.
     *
     * @param declared as written, or the empty string
     * @return what it says
     */
    public static DeclaredType of(String declared) {
        Matcher matcher = FORM.matcher(declared.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return new DeclaredType(declared.strip().toUpperCase(Locale.ROOT), 0, 0);
        }
        return new DeclaredType(
                matcher.group(1),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
    }

    /**
     * BOOL, BOOLEAN and the like.
     *
     * @return true if declared as a truth value
     */
    public boolean isBoolean() {
        return words.startsWith("BOOL");
    }

    /**
     * DATE, DATETIME, TIMESTAMP and the like, not TIME alone.
     *
     * @return true if declared as a date or a point in time
     */
    public boolean isTemporal() {
        return words.startsWith("DATE") || words.startsWith("TIMESTAMP") || words.equals("SMALLDATETIME");
    }

    /**
     * JSON and JSONB.
     *
     * @return true if declared as JSON
     */
    public boolean isJson() {
        return words.equals("JSON") || words.equals("JSONB");
    }

    /**
     * DECIMAL(p,s) and NUMERIC(p,s) with a precision that PostgreSQL has.
     *
     * @return true if a precision is declared
     */
    public boolean isDecimalWithPrecision() {
        return (words.equals("DECIMAL") || words.equals("NUMERIC") || words.equals("DEC"))
                && precision > 0
                && precision <= 1000
                && scale <= precision;
    }

    /**
     * The length of a declared VARCHAR(n), CHAR(n) and their kin.
     *
     * @return the length in characters, if one is declared that PostgreSQL has
     */
    public Optional<Integer> characterLength() {
        boolean characters = words.endsWith("CHAR") || words.endsWith("CHARACTER") || words.endsWith("VARCHAR2");
        return characters && precision > 0 && precision <= 10_485_760 ? Optional.of(precision) : Optional.empty();
    }
}
