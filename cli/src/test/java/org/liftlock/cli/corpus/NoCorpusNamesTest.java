package org.liftlock.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

/** The kit is built for all SQLite files, so it must know none by name. */
class NoCorpusNamesTest {

    private static final Pattern STRING_LITERAL = Pattern.compile("\"([^\"\\\\]*)\"");
    /** Words of SQL, of SQLite's and PostgreSQL's catalogues, and of the command line that some schema uses, too. */
    private static final int SHORTEST_TELLING_NAME = 9;

    @Test
    void noTableOrColumnOfTheCorpusStandsInAStringOfTheMainCode() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : Corpus.databases()) {
            try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
                for (SourceTable table : source.schema().tables()) {
                    names.add(table.name().toLowerCase(Locale.ROOT));
                    table.columns().stream()
                            .map(SourceColumn::name)
                            .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
                }
            }
        }
        names.removeIf(name -> name.length() < SHORTEST_TELLING_NAME || GENERAL_WORDS.contains(name));
        assertThat(names).hasSizeGreaterThan(500);

        Set<String> found = new TreeSet<>();
        for (String module : new String[] {"migration", "cli"}) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    Matcher literals = STRING_LITERAL.matcher(Files.readString(source));
                    while (literals.find()) {
                        if (names.contains(literals.group(1).toLowerCase(Locale.ROOT))) {
                            found.add(source.getFileName() + ": " + literals.group(1));
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static final Set<String> GENERAL_WORDS = Set.of(
            "timestamp",
            "julianday",
            "references",
            "character",
            // OGC GeoPackage Encoding Standard, the table by which such a file is known.
            "gpkg_geometry_columns",
            // What tools for migrations call their own tables, in whatever application.
            "flyway_schema_history",
            "schema_migrations",
            "schema_version");
}
