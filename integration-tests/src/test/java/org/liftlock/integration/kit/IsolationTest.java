package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;
import org.liftlock.dao.test.IsolatedBy;
import org.liftlock.dao.test.IsolationMode;

/** That no test sees what another has done. */
class IsolationTest {

    /** Each does some harm, and each finds everything as the migrations left it. */
    @BackendContract(NoteRepositories.class)
    abstract static class Harm {

        @BeforeEach
        void isAsMigrated(NoteRepository notes, ContractDatabase direct) throws Exception {
            assertThat(notes.texts()).isEmpty();
            assertThat(notes.categories()).containsExactly("home", "work");
            direct.execute("insert into note (category, text) values ('home', 'direct')");
            assertThat(notes.add("first")).isEqualTo(2);
        }

        @RepeatedTest(3)
        void writes(NoteRepository notes) {
            notes.add("x");
        }

        @RepeatedTest(2)
        void removesWhatTheMigrationsPutThere(NoteRepository notes) {
            notes.wipe();
        }

        @RepeatedTest(2)
        void changesTheSchema(ContractDatabase direct) throws Exception {
            direct.execute("create table extra (id integer)", "alter table category add column more integer");
        }

        @RepeatedTest(2)
        void dropsTables(ContractDatabase direct) throws Exception {
            direct.execute("drop table note");
        }

        @RepeatedTest(2)
        void closesTheDatabase(Database database) {
            database.close();
        }

        @RepeatedTest(2)
        void addsToWhatTheMigrationsPutThere(ContractDatabase direct) throws Exception {
            direct.execute(
                    "insert into category (code, title) values ('new', 'New')",
                    "insert into note (category, text) values ('new', 'x')",
                    "update note set parent = id");
        }
    }

    static class ByDefaultTest extends Harm {}

    @IsolatedBy(IsolationMode.CLONE)
    static class ByCloneTest extends Harm {}

    @Test
    void keepsTestsApartByDeletion() {
        allPass(KitRun.of(ByDefaultTest.class).outcomes(), 26);
    }

    @Test
    void keepsTestsApartByClones() {
        allPass(KitRun.of(ByCloneTest.class).outcomes(), 26);
    }

    @BackendContract(NoteRepositories.class)
    @IsolatedBy(IsolationMode.ROLLBACK)
    static class ByRollback {

        @BeforeEach
        void isAsMigrated(NoteRepository notes) {
            assertThat(notes.texts()).isEmpty();
            notes.add("before");
        }

        @RepeatedTest(3)
        void seesWhatItWrote(NoteRepository notes, Transactions transactions) {
            notes.add("in the test");
            transactions.write(() -> notes.add("joined"));
            assertThat(notes.texts()).containsExactly("before", "in the test", "joined");
            assertThat(notes.categories()).hasSize(2);
        }

        @Test
        void triesWhatFails(NoteRepository notes, Transactions transactions) {
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> transactions.attempt(() -> {
                        notes.add("before");
                    }))
                    .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
            assertThat(notes.texts()).containsExactly("before");
        }

        @Test
        @IsolatedBy(IsolationMode.DELETION)
        void commitsWhereTheMethodSaysSo(NoteRepository notes, ContractDatabase direct) throws Exception {
            try (var connection = direct.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from note")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void keepsTestsApartByRollback() {
        allPass(KitRun.of(ByRollback.class).outcomes(), 10);
    }

    @BackendContract(NoteRepositories.class)
    @IsolatedBy(IsolationMode.ROLLBACK)
    static class BeyondRollback {

        @Test
        void connects(NoteRepository notes, ContractDatabase direct) throws Exception {
            notes.add("x");
            direct.execute("delete from note");
        }

        @Test
        void fails(NoteRepository notes) {
            notes.add("x");
            throw new IllegalStateException("the test's own");
        }
    }

    @Test
    void refusesWhatRollbackCannotShow() {
        Map<String, String> outcomes = KitRun.of(BeyondRollback.class).outcomes();

        for (String backend : new String[] {"sqlite", "postgres"}) {
            assertThat(outcomes.get(backend + ": connects"))
                    .contains("isolated by rollback has no second connection", "DELETION or CLONE");
            assertThat(outcomes.get(backend + ": fails")).contains("the test's own");
        }
    }

    private static void allPass(Map<String, String> outcomes, int count) {
        assertThat(outcomes.entrySet())
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        test -> assertThat(test.getValue()).as(test.getKey()).isEqualTo("passed"));
        assertThat(outcomes).hasSize(count);
    }
}
