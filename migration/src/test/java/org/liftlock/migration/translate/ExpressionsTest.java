package org.liftlock.migration.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liftlock.migration.translate.ViewTranslation.TranslatedView;

/** Every expression of {@code expressions.sql} gives the same on both sides, row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressionsTest {

    private TwoDatabases databases;

    @BeforeAll
    void open() throws SQLException {
        databases = new TwoDatabases();
    }

    @AfterAll
    void close() throws SQLException {
        databases.close();
    }

    static List<String> expressions() throws IOException {
        return lines("expressions.sql");
    }

    static List<String> lines(String resource) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExpressionsTest.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            Stream<String> lines = reader.lines().filter(line -> !line.startsWith("--"));
            return lines.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void givesTheSameForEveryRow(String expression) throws SQLException {
        String select = "SELECT id, " + expression + " AS value FROM item";
        ViewTranslation translation = databases.translator().view("CREATE VIEW v AS " + select, name -> name);
        assertThat(translation).as(expression).isInstanceOf(TranslatedView.class);
        String sql = ((TranslatedView) translation).select();
        assertThat(databases.postgres(sql + " ORDER BY 1")).as(sql).isEqualTo(databases.sqlite(select + " ORDER BY 1"));
    }

    @Test
    void hasExpressionsToCompare() throws IOException {
        assertThat(expressions()).hasSizeGreaterThan(250);
    }
}
