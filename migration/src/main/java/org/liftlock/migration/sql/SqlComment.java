package org.liftlock.migration.sql;

import java.util.stream.Collectors;

/**
 * Where a comment stands in a statement.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record SqlComment(int start, int end) {

    /**
     * What it says: without the marks, the blanks around it and the asterisks that begin its lines.
     *
     * @param sql the statement
     * @return the text; empty if there is neither a letter nor a digit in it, as in a line of dashes
     */
    public String text(String sql) {
        String written = sql.substring(start, end);
        String inner = written.startsWith("--")
                ? written.substring(2)
                : written.substring(
                        2, written.endsWith("*/") && written.length() > 3 ? written.length() - 2 : written.length());
        String text = inner.lines()
                .map(line -> line.strip().replaceFirst("^\\*+\\s*", ""))
                .collect(Collectors.joining("\n"))
                .replace("\0", "")
                .strip();
        return text.chars().anyMatch(Character::isLetterOrDigit) ? text : "";
    }
}
