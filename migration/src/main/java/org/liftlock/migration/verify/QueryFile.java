package org.liftlock.migration.verify;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;

/**
 * The user's own queries, each of them one that only reads. A line {@code -- name: …} begins a query. What follows is its
 * SQL for both databases, or {@code -- sqlite:} and {@code -- postgres:} begin a spelling for each. Immutable.
 *
 * @param file where they were read from
 * @param queries in the order of the file
 */
public record QueryFile(Path file, List<UserQuery> queries) {

    private static final Pattern MARK = Pattern.compile("\\s*--\\s*(name|sqlite|postgres)\\s*:\\s*(.*?)\\s*");
    private static final Set<String> READING = Set.of("select", "with", "values");

    public QueryFile {
        queries = List.copyOf(queries);
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param file its path
     * @return its queries, at least one
     * @throws MigrationException if it cannot be read or understood; the line is named (cause {@code INPUT})
     */
    public static QueryFile read(Path file) {
        try {
            return new QueryFile(file, new Parser(file).parse(Files.readAllLines(file)));
        } catch (CharacterCodingException e) {
            throw failure(file, "The file of queries is not UTF-8", "Save it as UTF-8", e);
        } catch (IOException e) {
            throw failure(file, "The file of queries cannot be read", "Give the path of a text file with --queries", e)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    private static MigrationException failure(Path file, String message, String remedy, Exception cause) {
        return new MigrationException(Cause.INPUT, message, remedy, cause).with("file", file);
    }

    /**
     * Has SQLite look at each query, so that a mistake is known before anything is compared.
     *
     * @param source the database that is to run them
     * @throws MigrationException if it cannot run one; the line is named (cause {@code INPUT})
     */
    public void requireRunnable(SqliteSource source) {
        try (SourceReader reader = source.reader()) {
            for (UserQuery query : queries) {
                try (PreparedStatement statement = reader.connection().prepareStatement(query.sqlite())) {
                    statement.getMetaData();
                } catch (SQLException e) {
                    throw new MigrationException(
                                    Cause.INPUT, "SQLite cannot run a query of the file", "Mend it and run again", e)
                            .with("file", file + ":" + query.sqliteLine())
                            .with("query", query.name())
                            .with("SQLite says", String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Goes through the lines of one file. Use once. */
    private static final class Parser {

        private final Path file;
        private final List<UserQuery> queries = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private @Nullable String name;
        private int nameLine;
        private @Nullable Section both;
        private @Nullable Section sqlite;
        private @Nullable Section postgres;

        /** Lines of SQL. */
        private record Section(int line, StringBuilder text) {}

        Parser(Path file) {
            this.file = file;
        }

        List<UserQuery> parse(List<String> lines) {
            @Nullable Section current = null;
            for (int i = 0; i < lines.size(); i++) {
                int line = i + 1;
                Matcher mark = MARK.matcher(lines.get(i));
                if (!mark.matches()) {
                    if (current != null) {
                        current.text().append(lines.get(i)).append('\n');
                    } else if (!isBlank(lines.get(i))) {
                        throw wrong(line, "A query has to begin with a line '-- name: …'");
                    }
                    continue;
                }
                current = new Section(line + 1, new StringBuilder());
                switch (mark.group(1).toLowerCase(Locale.ROOT)) {
                    case "name" -> {
                        end();
                        begin(mark.group(2), line);
                        both = current;
                    }
                    case "sqlite" -> {
                        requireFirst(sqlite, line);
                        sqlite = current;
                    }
                    default -> {
                        requireFirst(postgres, line);
                        postgres = current;
                    }
                }
                if (!mark.group(1).equals("name") && !mark.group(2).isEmpty()) {
                    throw wrong(line, "The SQL has to begin on the next line");
                }
            }
            end();
            if (queries.isEmpty()) {
                throw wrong(Math.max(1, lines.size()), "The file has no query");
            }
            return queries;
        }

        private void begin(String text, int line) {
            if (text.isEmpty()) {
                throw wrong(line, "The query has no name");
            }
            if (!names.add(text)) {
                throw wrong(line, "Another query has this name already");
            }
            name = text;
            nameLine = line;
            sqlite = null;
            postgres = null;
        }

        private void requireFirst(@Nullable Section section, int line) {
            if (name == null) {
                throw wrong(line, "A query has to begin with a line '-- name: …'");
            }
            if (section != null) {
                throw wrong(line, "The query has two such spellings");
            }
        }

        private void end() {
            if (name == null || both == null) {
                return;
            }
            boolean common = !isBlank(both.text().toString());
            if (common && sqlite != null && postgres != null) {
                throw wrong(both.line(), "The query has SQL for both databases and a spelling for each");
            }
            Section own = sqlite != null ? sqlite : both;
            Section other = postgres != null ? postgres : both;
            queries.add(new UserQuery(name, sql(own), own.line(), sql(other), other.line()));
        }

        private String sql(Section section) {
            String text = section.text().toString();
            SqlText parsed = new SqlText(text);
            if (isBlank(text) || parsed.words().isEmpty()) {
                throw wrong(sqlite == null && postgres == null ? nameLine : section.line(), "There is no SQL");
            }
            if (parsed.hasSeveralStatements()) {
                throw wrong(section.line(), "There is more than one statement");
            }
            if (!READING.contains(parsed.words().get(0))) {
                throw wrong(section.line(), "The statement is no SELECT, WITH or VALUES");
            }
            return parsed.statement().strip();
        }

        /** Nothing but white space and comments. */
        private static boolean isBlank(String text) {
            return text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("--"));
        }

        private MigrationException wrong(int line, String message) {
            return new MigrationException(Cause.INPUT, message, "Mend the file and run again", null)
                    .with("file", file + ":" + line);
        }
    }
}
