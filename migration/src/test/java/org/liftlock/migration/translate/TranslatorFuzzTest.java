package org.liftlock.migration.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.testing.Fuzz;
import org.liftlock.migration.testing.Mutation;
import org.liftlock.migration.translate.ViewTranslation.TranslatedView;

/** Whatever text comes, the translator translates or refuses; and what it translates, PostgreSQL takes and computes alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranslatorFuzzTest {

    private static final List<PgType> TYPES = List.of(
            PgType.BIGINT,
            PgType.DOUBLE,
            PgType.NUMERIC,
            PgType.TEXT,
            PgType.BOOLEAN,
            PgType.BYTEA,
            PgType.DATE,
            PgType.TIMESTAMP,
            PgType.JSONB);

    private TwoDatabases databases;

    @BeforeAll
    void open() throws SQLException {
        databases = new TwoDatabases();
    }

    @AfterAll
    void close() throws SQLException {
        databases.close();
    }

    @Test
    void refusesANumberWithTwoPoints() {
        SqlTranslator translator = databases.translator();
        for (PgType type : TYPES) {
            assertThat(translator.defaultValue("1.51.5", type)).isInstanceOf(Translation.Refused.class);
            assertThat(translator.defaultValue("1.5..", type)).isInstanceOf(Translation.Refused.class);
        }
    }

    @Test
    void refusesAnAggregateOverTheQueryAround() throws SQLException {
        String own = "SELECT id, (SELECT count(label) FROM kind WHERE kind.id < item.n) AS value FROM item";
        assertThat(databases.translator().view("CREATE VIEW v AS " + own, name -> name))
                .isInstanceOf(TranslatedView.class);
        String around = "SELECT id, (SELECT count(item.n) FROM kind) AS value FROM item";
        assertThat(databases.sqlite(around)).as("SQLite runs it").isNotEmpty();
        assertThat(databases.translator().view("CREATE VIEW v AS " + around, name -> name))
                .isInstanceOf(Translation.Refused.class);
    }

    @Test
    void translatesOrRefusesWhateverComes() throws Exception {
        List<String> seeds = new ArrayList<>(ExpressionsTest.expressions());
        seeds.addAll(ExpressionsTest.lines("views.sql"));
        Mutation mutation = new Mutation(seeds, Fuzz.random("translator"));
        SqlTranslator translator = databases.translator();
        int translated = 0;
        for (int round = Fuzz.rounds(2_000); round > 0; round--) {
            String text = mutation.next();
            PgType type = TYPES.get(round % TYPES.size());
            Translation result = attempt(text, () -> switch (type.sql().length() % 3) {
                case 0 -> translator.check(text, "item");
                case 1 -> translator.indexKey(text, "item");
                default -> translator.generated(text, "item", type);
            });
            attempt(text, () -> translator.defaultValue(text, type));
            attempt(text, () -> translator.view("CREATE VIEW v AS " + text, name -> name));
            attempt(text, () -> translator.view(text, name -> name));
            attempt(text, () -> SqlTranslator.mentioned(text));
            translated += result instanceof Translation.Translated ? 1 : 0;
        }
        assertThat(translated).isPositive();
    }

    private static <T> T attempt(String text, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("on: " + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text), e);
        }
    }

    @Test
    void givesWhatPostgresComputesAlike() throws Exception {
        Mutation mutation = new Mutation(ExpressionsTest.expressions(), Fuzz.random("two databases"));
        int compared = 0;
        for (int round = Fuzz.rounds(1_500); round > 0; round--) {
            String expression = mutation.next();
            if (expression.length() > 2_000 || expression.contains(";")) {
                continue;
            }
            String select = "SELECT id, " + expression + " AS value FROM item";
            List<List<@Nullable Object>> expected = inSqlite(select + " ORDER BY 1");
            if (expected == null) {
                continue;
            }
            if (!(databases.translator().view("CREATE VIEW v AS " + select, name -> name)
                    instanceof TranslatedView view)) {
                continue;
            }
            String sql = view.select() + " ORDER BY 1";
            List<List<@Nullable Object>> found = inPostgres(sql, select);
            if (found != null) {
                compared++;
                assertThat(alike(expected, found))
                        .as("%s%n%s%n%s%n%s", select, sql, expected, found)
                        .isTrue();
            }
        }
        assertThat(compared).isPositive();
    }

    private @Nullable List<List<@Nullable Object>> inSqlite(String select) {
        try {
            return databases.sqlite(select);
        } catch (SQLException e) {
            return null;
        }
    }

    /** Class 22: a value that this row does not allow, where SQLite goes on. Anything else is no valid SQL. */
    private @Nullable List<List<@Nullable Object>> inPostgres(String sql, String select) {
        try {
            return databases.postgres(sql);
        } catch (SQLException e) {
            assertThat(String.valueOf(e.getSQLState()))
                    .as("%s%n%s%n%s", select, sql, e)
                    .startsWith("22");
            return null;
        }
    }

    private static boolean alike(List<List<@Nullable Object>> one, List<List<@Nullable Object>> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int row = 0; row < one.size(); row++) {
            List<@Nullable Object> left = one.get(row);
            List<@Nullable Object> right = other.get(row);
            for (int column = 0; column < left.size(); column++) {
                if (!alike(left.get(column), right.get(column))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Real numbers may differ in their last digit, and jsonb spaces documents in its own way. */
    private static boolean alike(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null || one.equals(other)) {
            return one == other || one != null && one.equals(other);
        }
        if (one.toString().startsWith("{") || one.toString().startsWith("[")) {
            return one.toString().replace(" ", "").equals(other.toString().replace(" ", ""));
        }
        try {
            double left = new BigDecimal(one.toString()).doubleValue();
            double right = new BigDecimal(other.toString()).doubleValue();
            return Math.abs(left - right) <= 1e-12 * Math.max(Math.abs(left), Math.abs(right));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
