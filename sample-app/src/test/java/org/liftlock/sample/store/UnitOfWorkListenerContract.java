package org.liftlock.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.spi.UnitMode;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;

/** What a listener of units of work may rely on, on every database. */
@BackendContract(Probe.Module.class)
public abstract class UnitOfWorkListenerContract {

    private final Recorder recorder = new Recorder();
    private Database database;
    private Probe probe;

    @BeforeEach
    void open(ContractDatabase direct) {
        database = direct.open(builder -> builder.listener(recorder).listener(new Fence()));
        probe = database.repository(Probe.class);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isToldOfEachOutermostUnit() {
        database.transactions().write(() -> probe.execute("insert into artist (name) values ('a')"));
        assertThat(recorder.events).containsExactly("begin WRITE", "commit? WRITE", "committed WRITE");
        recorder.events.clear();

        assertThat(probe.texts("select name from artist")).containsExactly("a");
        assertThat(recorder.events).containsExactly("begin READ", "commit? READ", "committed READ");
    }

    @Test
    void vetoesAWriteInItsOwnTransaction() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> probe.execute("insert into artist (name) values ('fenced')"))
                .returns(ErrorKind.READ_ONLY, DaoException::kind);

        assertThat(recorder.events).containsExactly("begin WRITE", "commit? WRITE", "rolled back WRITE");
        assertThat(probe.texts("select name from artist")).isEmpty();
    }

    @Test
    void hasItsOwnFailuresTranslated() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> probe.execute("insert into artist (name) values ('double')"))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);

        assertThat(probe.texts("select name from artist")).isEmpty();
    }

    private static final class Recorder implements UnitOfWorkListener {

        final List<String> events = new ArrayList<>();

        @Override
        public void afterBegin(UnitOfWork unit) {
            events.add("begin " + unit.mode());
        }

        @Override
        public void beforeCommit(UnitOfWork unit) {
            events.add("commit? " + unit.mode());
        }

        @Override
        public void afterCommit(UnitOfWork unit) {
            events.add("committed " + unit.mode());
        }

        @Override
        public void afterRollback(UnitOfWork unit) {
            events.add("rolled back " + unit.mode());
        }
    }

    /** Lets nothing be written while it sees a fence, and adds a row of its own to what is doubled. */
    private static final class Fence implements UnitOfWorkListener {

        @Override
        public void beforeCommit(UnitOfWork unit) throws SQLException {
            if (unit.mode() == UnitMode.READ) {
                return;
            }
            try (Statement statement = unit.connection().createStatement()) {
                if (statement
                        .executeQuery("select 1 from artist where name = 'fenced'")
                        .next()) {
                    throw new DaoException(ErrorKind.READ_ONLY, "The fence is up");
                }
                statement.execute("insert into artist (name) select name from artist where name = 'double'");
            }
        }
    }
}
