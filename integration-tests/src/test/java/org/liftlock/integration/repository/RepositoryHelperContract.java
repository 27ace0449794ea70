package org.liftlock.integration.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Action;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ConfiguredBy;

/** What a repository's base class can do on every database. */
@BackendContract(Items.Module.class)
@ConfiguredBy(ItemTable.class)
abstract class RepositoryHelperContract {

    private final Database database;
    private final Items items;

    RepositoryHelperContract(Database database, Items items) {
        this.database = database;
        this.items = items;
    }

    private List<String> names() {
        return items.names();
    }

    private static DaoException failureOf(Action<RuntimeException> action) {
        return catchThrowableOfType(DaoException.class, action::run);
    }

    @Test
    void insertsAndChangesByKeyAndLetsTheLastOfTheSameKeyWin() {
        items.insertAll(Items.item(1, "one"));

        assertThat(items.upsertAll(List.of(Items.item(1, "a"), Items.item(2, "b"), Items.item(1, "c"))))
                .isEqualTo(2);
        assertThat(names()).containsExactly("c", "b");
        assertThat(items.upsertAll(List.of())).isZero();
    }

    @Test
    void leavesColumnsAloneThatAnUpsertDoesNotSet() {
        items.insertAll(Items.item(1, "one"));
        items.execute("update item set note = 'kept', version = 7");

        items.upsertAll(List.of(Items.item(1, "uno")));

        assertThat(items.states()).containsExactly("uno kept 7");
    }

    @Test
    void refusesRowsWithDifferentColumns() {
        Record other = Items.item(2, "two");
        other.set(Items.NOTE, "set here alone");

        assertThat(failureOf(() -> items.insertAll(Items.item(1, "one"), other)).kind())
                .isEqualTo(ErrorKind.PROGRAMMING);
        assertThat(names()).isEmpty();
    }

    @Test
    void saysWhichItemOfABatchFailedAndUndoesAll() {
        Record[] rows = new Record[1234];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Items.item(i, i == 1111 ? "name 7" : "name " + i);
        }

        DaoException failure = failureOf(() -> items.insertAll(rows));

        assertThat(failure.kind()).isEqualTo(ErrorKind.DUPLICATE_KEY);
        assertThat(failure.table()).contains("item");
        assertThat(failure.context()).containsEntry("item", "1111");
        assertThat(failure.getCause()).hasMessageNotContaining("name 7");
        assertThat(names()).isEmpty();
    }

    @Test
    void countsTheRowsOfAllItems() {
        items.insertAll(Items.item(1, "one"), Items.item(2, "two"));
        Map<Long, String> names = new LinkedHashMap<>();
        for (long id = 0; id < 700; id++) {
            names.put(id, "new " + id);
        }

        assertThat(items.rename(names)).isEqualTo(2);
        assertThat(names()).containsExactly("new 1", "new 2");
    }

    @Test
    void goesOnAfterABatchThatFailedInAnAttempt() {
        database.transactions().write(() -> {
            items.insertAll(Items.item(1, "one"));
            DaoException failure = failureOf(() ->
                    database.transactions().attempt(() -> items.insertAll(Items.item(2, "two"), Items.item(3, "one"))));
            assertThat(failure.context()).containsEntry("item", "1");
        });
        assertThat(names()).containsExactly("one");
    }

    @Test
    void changesARowOfTheVersionThatWasReadAlone() {
        items.insertAll(Items.item(1, "one"));

        assertThat(items.rename(1, 1, "uno")).isTrue();
        assertThat(failureOf(() -> items.rename(1, 1, "eins")).kind()).isEqualTo(ErrorKind.STALE_VERSION);
        assertThat(items.rename(2, 1, "eins")).isFalse();
        assertThat(names()).containsExactly("uno");
        assertThat(failureOf(() -> items.delete(1, 1)).kind()).isEqualTo(ErrorKind.STALE_VERSION);
        assertThat(items.delete(1, 2)).isTrue();
        assertThat(items.delete(1, 2)).isFalse();
    }

    @Test
    void locksRowsInWritingUnitsAlone() throws Exception {
        items.insertAll(Items.item(1, "one"), Items.item(2, "two"));
        List<DaoException> failures = new ArrayList<>();
        CountDownLatch locked = new CountDownLatch(1);

        assertThat(failureOf(() -> items.lockReading()).kind()).isEqualTo(ErrorKind.PROGRAMMING);
        Thread other = new Thread(() -> {
            try {
                locked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            DaoException failure = failureOf(() -> items.rename(1, 1, "eins"));
            failures.add(failure);
        });
        other.start();
        database.transactions().write(() -> {
            assertThat(items.lockAll()).containsExactly(1L, 2L);
            locked.countDown();
            assertThat(items.rename(1, 1, "uno")).isTrue();
        });
        other.join();
        // Where it waited for the row it has seen the old one, where it waited for the whole database the new one.
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isIn(ErrorKind.STALE_VERSION, ErrorKind.CONFLICT));
        assertThat(names()).containsExactly("uno", "two");
    }

    @Test
    void passesOverLockedRowsWhereItCan() {
        items.insertAll(Items.item(1, "one"));
        if (database.capabilities().contains(Capability.SKIP_LOCKED)) {
            assertThat(items.lockFree()).containsExactly(1L);
        } else {
            assertThat(failureOf(() -> items.lockFree()).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        }
    }

    @Test
    void matchesRegularExpressionsWhereItCan() {
        items.insertAll(Items.item(1, "one"), Items.item(2, "two"));
        if (database.capabilities().contains(Capability.REGULAR_EXPRESSIONS)) {
            assertThat(items.matching("^o.e$")).containsExactly("one");
        } else {
            assertThat(failureOf(() -> items.matching("^o.e$")).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        }
    }

    @Test
    void seeksTextInWhichNoCharacterIsSpecial() {
        items.upsertAll(Items.items("50%", "50 euro", "a_b", "aXb", "c\\d", "!x", "Ab"));
        items.execute("update item set note = name where id <> 1");

        assertThat(items.starting("50%")).containsExactly("50%");
        assertThat(items.starting("a")).containsExactly("a_b", "aXb");
        assertThat(items.withNote("_", true)).containsExactly("a_b");
        assertThat(items.withNote("\\", true)).containsExactly("c\\d");
        assertThat(items.withNote("!", true)).containsExactly("!x");
        assertThat(items.withNote("!", false)).hasSize(6).contains("50 euro");
        assertThat(items.withNote("", true)).hasSize(6);
    }

    @Test
    void refusesTextThatNotEveryDatabaseStores() {
        assertBadData(DSL.val("a\0b"), DSL.inline("a\0b"));
        DaoException failure = failureOf(() -> items.insertAll(Items.item(1, "one"), Items.item(2, "t\0")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.BAD_DATA);
        assertThat(failure.context()).containsEntry("item", "1");
    }

    @Test
    void refusesNumbersThatAreNone() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertBadData(DSL.val(number), DSL.inline(number), DSL.val((float) number), DSL.inline((float) number));
        }
        assertThat(items.values(DSL.val("NaN"), DSL.inline("'NaN'"), DSL.inline("Infinity")))
                .hasSize(1);
    }

    private void assertBadData(Field<?>... values) {
        for (Field<?> value : values) {
            assertThat(failureOf(() -> items.values(value)))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.BAD_DATA));
        }
    }

    @Test
    void bindsTheSameNumberOfParametersEverywhere() {
        items.insertAll(Items.item(1, "one"), Items.item(40_000, "two"));

        assertThat(items.countOf(32_766)).isEqualTo(1);
        assertThat(failureOf(() -> items.countOf(32_767)).kind()).isEqualTo(ErrorKind.PROGRAMMING);
    }
}
