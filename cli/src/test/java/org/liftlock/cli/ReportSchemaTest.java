package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds what commands write for programs against the published JSON Schema, here with no field that it does not name. */
class ReportSchemaTest {

    private static Schema schema;

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    @BeforeAll
    static void readSchema() {
        JsonNode published = JsonMapper.shared()
                .readTree(Path.of("..", "docs", "report.schema.json").toFile());
        refuseUnnamedFields(published);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published);
    }

    private static void refuseUnnamedFields(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ReportSchemaTest::refuseUnnamedFields);
    }

    @BeforeEach
    void makeFiles() throws SQLException {
        String tables =
                "CREATE TABLE album (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, made DATE, cover BLOB);"
                        + "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id), length REAL);"
                        + "CREATE INDEX track_album ON track (album_id);"
                        + "CREATE VIEW titles AS SELECT title FROM album;"
                        + "INSERT INTO album VALUES (1, 'Blue', '1971-06-22', x'00ff'), (2, 'Hejira', 'sometime', NULL);"
                        + "INSERT INTO track VALUES (1, 1, 3.5);";
        sqlite("whole.db", tables);
        sqlite("orphan.db", tables + "INSERT INTO track VALUES (2, 9, 1)");
        sqlite("nul.db", tables + "INSERT INTO album VALUES (3, 'a' || char(0), NULL, NULL)");
    }

    private void sqlite(String file, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(statements);
        }
    }

    private JsonNode report(String... arguments) {
        CommandLineRun run = CommandLineRun.of(state, arguments);
        assertThat(run.exitCode()).as(run.err()).isIn(0, 1);
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(schema.validate(json)).isEmpty();
        return json;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.db", "orphan.db", "nul.db"})
    void plansFollowIt(String name) {
        JsonNode json = report("plan", file(name), "-o", file("plan"), "--format", "json");

        assertThat(json.at("/structure/tables/0/columns/2/type").asString()).isEqualTo("text");
        assertThat(json.at("/structure/tables/0/columns/1/values/text").asLong())
                .isEqualTo(name.equals("nul.db") ? 3 : 2);
        assertThat(json.at("/structure/tables/1/foreignKeys/0/orphans").asLong())
                .isEqualTo(name.equals("orphan.db") ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.db", "orphan.db", "nul.db"})
    void rehearsalsFollowIt(String name) {
        JsonNode json = report("rehearse", file(name), "--format", "json");

        assertThat(json.at("/decision/word").asString())
                .isEqualTo(
                        switch (name) {
                            case "whole.db" -> "moved";
                            case "orphan.db" -> "says-no";
                            default -> "blocked";
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.db", "orphan.db", "nul.db"})
    void assessmentsFollowIt(String name) throws IOException {
        Path log = Files.writeString(
                folder.resolve("app.log"), "2026-03-01 10:00:00 ERROR [SQLITE_BUSY] database is locked\n".repeat(3));

        report("assess", file(name), "--format", "json", "--logs", log.toString());
    }

    @Test
    void showsNoRangesWhereValuesMustNotBeShown() {
        assertThat(report("plan", file("whole.db"), "-o", file("open"), "--format", "json")
                        .at("/structure/tables/1/columns/2/facts/reals")
                        .asString())
                .isEqualTo("3.5");
        assertThat(report("plan", file("whole.db"), "-o", file("closed"), "--format", "json", "--redact")
                        .at("/structure/tables/1/columns/2/facts")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.db", "orphan.db"})
    void backupsFollowIt(String name) {
        report("backup", file(name), "-o", file("copy.db"), "--format", "json");
    }

    @Test
    void explanationsFollowIt() {
        report("explain", "--format", "json");
        report("explain", "orphans", "--format", "json");
    }
}
