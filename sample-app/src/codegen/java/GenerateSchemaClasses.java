import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.liftlock.dao.jooq.codegen.ForcedTypes;

/**
 * Generates jOOQ's classes of the schema: migrates a temporary SQLite file and reads its tables. Arguments: the folder of
 * the migrations, the folder for the classes.
 */
public final class GenerateSchemaClasses {

    /** Held, since the log manager forgets the level of a logger that nobody holds. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private GenerateSchemaClasses() {}

    public static void main(String[] arguments) throws Exception {
        FLYWAY.setLevel(Level.WARNING);
        Path folder = Files.createTempDirectory("schema-classes");
        Path file = folder.resolve("schema.db");
        try {
            String url = "jdbc:sqlite:" + file;
            Flyway.configure()
                    .dataSource(url, null, null)
                    .locations("filesystem:" + arguments[0])
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(url, arguments[1]));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static Configuration configuration(String url, String target) {
        List<ForcedType> types = new ArrayList<>();
        types.add(ForcedTypes.enumNames("(.*\\.)?snapshot\\.period", "org.liftlock.sample.history.Period"));
        types.addAll(ForcedTypes.ofSqlite());
        Database database = new Database()
                .withName("org.jooq.meta.sqlite.SQLiteDatabase")
                .withExcludes("flyway_schema_history|sqlite_.*|track_words(_.*)?")
                .withForcedTypes(types);
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withDriver("org.sqlite.JDBC").withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(new Generate().withJavadoc(false).withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName("org.liftlock.sample.store.schema")
                                .withDirectory(target)));
    }
}
