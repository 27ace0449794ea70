package org.liftlock.migration.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * A plan as Flyway migrations: the same two versions for both databases, so that an application goes on with the third.
 */
public final class FlywayFolders {

    static final String TABLES = "V1__tables.sql";
    static final String KEYS = "V2__keys_indexes_views.sql";
    /** Flyway would otherwise take {@code ${…}} in a default or a view for its own (Flyway, "Script Configuration"). */
    private static final String CONFIGURATION = "placeholderReplacement=false\n";

    private FlywayFolders() {}

    /**
     * The scripts in {@code sqlite/} and {@code postgres/}, with the configuration that each needs.
     *
     * @param source the schema as SQLite has it
     * @param plan what becomes of it
     * @return contents by paths such as {@code postgres/V1__tables.sql}
     */
    public static Map<String, String> files(SourceSchema source, MigrationPlan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        add(files, "postgres/", postgres(plan));
        add(files, "sqlite/", sqlite(source));
        return files;
    }

    private static void add(Map<String, String> files, String folder, Map<String, String> scripts) {
        scripts.forEach((name, script) -> {
            files.put(folder + name, script);
            files.put(folder + name + ".conf", CONFIGURATION);
        });
    }

    /** File name to content. */
    static Map<String, String> postgres(MigrationPlan plan) {
        SchemaStatements statements = SchemaStatements.of(plan);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(TABLES, script(statements.tables().stream().map(SchemaStatement::sql)));
        files.put(KEYS, script(statements.keysAndViews().stream().map(SchemaStatement::sql)));
        return files;
    }

    private static Map<String, String> sqlite(SourceSchema schema) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(TABLES, script(schema.tableStatements().stream()));
        files.put(KEYS, script(schema.otherStatements().stream()));
        return files;
    }

    private static String script(Stream<String> statements) {
        List<String> all = statements.map(FlywayFolders::terminated).toList();
        // An empty script is no migration; the version must be there all the same.
        return all.isEmpty() ? "SELECT 1;\n" : all.stream().collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** A comment at the end would swallow the semicolon. */
    private static String terminated(String statement) {
        var tokens = SqlTokenizer.tokenize(statement);
        boolean endsInComment = !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).end()
                        < statement.stripTrailing().length();
        return statement.stripTrailing() + (endsInComment ? "\n;" : ";");
    }
}
