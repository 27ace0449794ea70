package org.liftlock.dao.jooq.schema;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of tables and columns: compared without regard to the case of ASCII letters, since SQLite knows none. */
final class SchemaNames {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private SchemaNames() {}

    static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            folded.append(letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter);
        }
        return folded.toString();
    }

    /** As a schema file writes it: in quotes unless it is plain. */
    static String text(String name) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        return '"'
                + name.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    static String list(List<String> names) {
        return names.stream().map(SchemaNames::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
