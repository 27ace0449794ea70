package org.liftlock.migration.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.translate.ViewTranslation.TranslatedView;

/** Every query of {@code views.sql}, created as a view on both sides, has the same columns and rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsTest {

    private TwoDatabases databases;

    @BeforeAll
    void open() throws SQLException {
        databases = new TwoDatabases();
    }

    @AfterAll
    void close() throws SQLException {
        databases.close();
    }

    static List<String> views() throws IOException {
        return ExpressionsTest.lines("views.sql");
    }

    @ParameterizedTest
    @MethodSource("views")
    void hasTheSameColumnsAndRows(String select) throws SQLException {
        String create = "CREATE VIEW \"a view\" AS " + select;
        databases.sqliteExecute("DROP VIEW IF EXISTS \"a view\"");
        databases.sqliteExecute(create);
        TranslatedView view = translate(create);
        String name = PgSql.name(TwoDatabases.SCHEMA, "a view");
        databases.postgresExecute("DROP VIEW IF EXISTS " + name);
        databases.postgresExecute("CREATE VIEW " + name + " AS " + view.select());
        assertThat(view.columns().stream().map(TranslationColumn::sourceName))
                .as(view.select())
                .isEqualTo(databases.sqliteColumns("SELECT * FROM \"a view\""));
        boolean ordered = select.contains("ORDER BY") && !select.contains("OVER") && !select.contains("GROUP BY");
        assertThat(sorted(databases.postgres("SELECT * FROM " + name), ordered))
                .as(view.select())
                .isEqualTo(sorted(databases.sqlite("SELECT * FROM \"a view\""), ordered));
    }

    private TranslatedView translate(String create) {
        ViewTranslation translation = databases.translator().view(create, name -> name);
        assertThat(translation).as(create).isInstanceOf(TranslatedView.class);
        return (TranslatedView) translation;
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows, boolean ordered) {
        List<List<@Nullable Object>> copy = new ArrayList<>(rows);
        if (!ordered) {
            copy.sort(Comparator.comparing(List::toString));
        }
        return copy;
    }

    @Test
    void readsViewsOnViewsByTheirTargetNames() throws SQLException {
        TranslatedView first = translate("CREATE VIEW first (\"Id\", \"Twice\") AS SELECT id, n * 2 FROM item");
        databases.postgresExecute("CREATE VIEW \"translate test\".\"first_view\" AS " + first.select());
        SqlTranslator with = databases.translator().with(first.as("first_view"));
        ViewTranslation second =
                with.view("CREATE VIEW second AS SELECT twice / 4 AS half FROM First WHERE id = 1", name -> name);
        assertThat(second).isInstanceOf(TranslatedView.class);
        assertThat(databases.postgres(((TranslatedView) second).select())).isEqualTo(List.of(List.of("3")));
        databases.postgresExecute("DROP VIEW \"translate test\".\"first_view\"");
    }

    @Test
    void namesColumnsAsAsked() {
        ViewTranslation view =
                databases.translator().view("CREATE VIEW v AS SELECT n AS Big, m FROM item", String::toLowerCase);
        assertThat(((TranslatedView) view).columns())
                .extracting(TranslationColumn::sourceName, TranslationColumn::targetName)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Big", "big"),
                        org.assertj.core.groups.Tuple.tuple("m", "m"));
    }

    @Test
    void saysWhichRelationsAViewMentions() {
        assertThat(SqlTranslator.mentioned("CREATE VIEW v AS SELECT 1 FROM a, \"b c\" JOIN d ON 1"))
                .contains("a", "b c", "d");
    }

    @Test
    void notesWhatIsNotSurelyTheSame() {
        assertThat(translate("CREATE VIEW v AS SELECT group_concat(name) FROM item")
                        .notes())
                .hasSize(1);
        assertThat(translate("CREATE VIEW v AS SELECT kind_id, name FROM item GROUP BY kind_id")
                        .notes())
                .hasSize(1);
        assertThat(translate("CREATE VIEW v AS SELECT id, name FROM item GROUP BY id")
                        .notes())
                .isEmpty();
    }
}
