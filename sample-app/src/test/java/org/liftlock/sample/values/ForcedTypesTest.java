package org.liftlock.sample.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jooq.TableField;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.jooq.codegen.ForcedTypes;
import tools.jackson.databind.JsonNode;

class ForcedTypesTest {

    @TempDir
    Path folder;

    @Test
    void giveGeneratedFieldsTheTypesOfTheKit() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("types.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (a integer, b real, c boolean, d date, e timestamp, f datetime,"
                    + " g local_timestamp, h json, i json_text, j uuid, k decimal_text, l blob, m text,"
                    + " price_cents integer, due text)");
        }
        List<ForcedType> types = new ArrayList<>();
        types.add(ForcedTypes.minorUnits(".*\\.price_cents", 2));
        types.add(ForcedTypes.enumNames(".*\\.due", "java.time.Month"));
        types.addAll(ForcedTypes.ofSqlite());
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withDriver("org.sqlite.JDBC").withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.sqlite.SQLiteDatabase")
                                .withForcedTypes(types))
                        .withTarget(new Target().withPackageName("generated").withDirectory(folder.toString()))));

        assertThat(compiledTypes())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("A", Long.class),
                        Map.entry("B", Double.class),
                        Map.entry("C", Boolean.class),
                        Map.entry("D", LocalDate.class),
                        Map.entry("E", Instant.class),
                        Map.entry("F", Instant.class),
                        Map.entry("G", LocalDateTime.class),
                        Map.entry("H", JsonNode.class),
                        Map.entry("I", JsonNode.class),
                        Map.entry("J", UUID.class),
                        Map.entry("K", BigDecimal.class),
                        Map.entry("L", byte[].class),
                        Map.entry("M", String.class),
                        Map.entry("PRICE_CENTS", BigDecimal.class),
                        Map.entry("DUE", Month.class))));
    }

    /** Compiles what was generated: the types of its fields have to fit their bindings. */
    private Map<String, Object> compiledTypes() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.toString()));
        try (Stream<Path> files = Files.walk(folder.resolve("generated"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Map<String, Object> types = new TreeMap<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (Field field : loader.loadClass("generated.tables.T").getFields()) {
                if (TableField.class.isAssignableFrom(field.getType())) {
                    types.put(
                            field.getName(), ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[1]);
                }
            }
        }
        return types;
    }
}
