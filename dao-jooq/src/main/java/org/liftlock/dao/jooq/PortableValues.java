package org.liftlock.dao.jooq;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Refuses values that one database stores and another refuses or changes: PostgreSQL takes no U+0000, SQLite makes NULL of
 * NaN.
 */
final class PortableValues {

    /**
     * How many parameters a statement may have: what SQLite takes unless it was built otherwise, and half of what
     * PostgreSQL takes.
     */
    static final int MAX_PARAMETERS = 32_766;

    /** How jOOQ writes a number that is none into the text of a statement. */
    private static final Pattern INLINED = Pattern.compile("(?i)cast\\('(NaN|-?Infinity)' as ");

    private PortableValues() {}

    static void checkIndex(int index) {
        if (index > MAX_PARAMETERS) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A statement has more parameters than every database takes")
                    .with("max", MAX_PARAMETERS);
        }
    }

    static String sql(String sql) {
        if (sql.indexOf('\0') >= 0) {
            throw new DaoException(ErrorKind.BAD_DATA, "A statement contains the character U+0000");
        }
        // The expression is slow and the two searches are fast.
        if ((sql.contains("'NaN'") || sql.contains("Infinity'"))
                && INLINED.matcher(sql).find()) {
            throw new DaoException(ErrorKind.BAD_DATA, "A statement contains a number that is not finite");
        }
        return sql;
    }

    static void check(int index, @Nullable Object value) {
        checkIndex(index);
        if (value instanceof CharSequence text) {
            checkText(index, text);
        } else if (value instanceof Double number) {
            checkNumber(index, number);
        } else if (value instanceof Float number) {
            checkNumber(index, number);
        } else if (value instanceof Object[] values) {
            for (Object element : values) {
                check(index, element);
            }
        } else if (value instanceof double[] values) {
            for (double element : values) {
                checkNumber(index, element);
            }
        } else if (value instanceof float[] values) {
            for (float element : values) {
                checkNumber(index, element);
            }
        }
    }

    static void checkText(int index, @Nullable CharSequence text) {
        checkIndex(index);
        if (text != null && text.toString().indexOf('\0') >= 0) {
            throw new DaoException(ErrorKind.BAD_DATA, "A text contains the character U+0000").with("parameter", index);
        }
    }

    static void checkNumber(int index, double number) {
        checkIndex(index);
        if (!Double.isFinite(number)) {
            throw new DaoException(ErrorKind.BAD_DATA, "A number is not finite").with("parameter", index);
        }
    }
}
