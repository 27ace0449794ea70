package org.liftlock.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

class NamesTest {

    private static final String TABLES =
            "CREATE TABLE \"Order Details\" (id INTEGER PRIMARY KEY, userId TEXT, user_id TEXT,"
                    + " HTTPServer TEXT, Xmin TEXT, " + "\"" + "aB".repeat(40) + "\" TEXT);"
                    + "CREATE TABLE order_details (id INTEGER PRIMARY KEY, detailId INTEGER REFERENCES \"Order Details\"(id));"
                    + "CREATE INDEX orderIndex ON order_details (detailId);"
                    + "CREATE VIEW allDetails AS SELECT userId, HTTPServer FROM \"Order Details\";"
                    + "INSERT INTO \"Order Details\" VALUES (1, 'a', 'b', 'c', 'd', 'e'); INSERT INTO order_details VALUES (1, 1)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "userId, user_id",
        "HTTPServer, http_server",
        "Order Details, order_details",
        "ID, id",
        "userID2, user_id2",
        "utf8Name, utf8_name",
        "user_id, user_id",
        "__init__, __init__",
        "a.b-c, a_b_c",
        "Größe, größe",
        "größeGruppe, größe_gruppe",
        "'(net)', net",
        "a--B, a_b"
    })
    void putsUnderscoresBetweenWords(String name, String snake) {
        assertThat(NameStyle.SNAKE.of(name)).isEqualTo(snake);
    }

    @Test
    void carriesSnakeNamesAndNamesCollisions() throws Exception {
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried carried = carry(database, NameStyle.SNAKE);

            assertThat(carried.everyRowProved()).isTrue();
            assertThat(database.relations())
                    .contains("public.order_details", "public.order_details_1", "public.all_details");
            assertThat(database.columns("order_details"))
                    .contains("user_id text", "user_id_1 text", "http_server text", "xmin_ text")
                    .anyMatch(column -> column.startsWith("a_ba_b"));
            assertThat(carried.findings())
                    .contains(
                            "name-collision order_details: order_details_1, since Order Details has the name",
                            "name-collision Order Details.user_id: user_id_1, since userId has the name");
            assertThat(database.constraints("order_details_1"))
                    .anyMatch(key -> key.contains("FOREIGN KEY (detail_id) REFERENCES order_details(id)"));
            assertThat(database.indexes("order_details_1")).anyMatch(index -> index.contains("INDEX order_index "));
            assertThat(database.rows("SELECT user_id, http_server FROM all_details"))
                    .containsExactly("a|c");
            assertThat(carried.where(FindingCode.STATEMENT_FAILED)).isEmpty();
        }
    }

    @Test
    void keepsNames() throws Exception {
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried carried = carry(database, NameStyle.KEEP);

            assertThat(carried.everyRowProved()).isTrue();
            assertThat(database.relations()).contains("public.Order Details", "public.order_details");
            assertThat(database.columns("Order Details")).contains("userId text", "HTTPServer text", "Xmin text");
            assertThat(carried.where(FindingCode.NAME_COLLISION)).isEmpty();
        }
    }

    private Carried carry(TestDatabase database, NameStyle style) throws Exception {
        Path file = Sqlite.run(folder.resolve("names.db"), TABLES);
        return Carried.into(database, file, new PlanOptions(style, null, false, false), MigrateOptions.defaults());
    }
}
