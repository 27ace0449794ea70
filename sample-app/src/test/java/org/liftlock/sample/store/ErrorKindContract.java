package org.liftlock.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ConfiguredBy;
import org.liftlock.dao.test.ContractDatabase;

/** That the same mistake is the same error on every database. */
@BackendContract(Probe.Module.class)
@ConfiguredBy(Impatient.class)
public abstract class ErrorKindContract {

    private static final String TRACK =
            "insert into track (id, album_id, track_number, title, title_folded, duration_ms,"
                    + " explicit, loudness, added_at, payload) values ";

    private final ContractDatabase direct;
    private final Probe probe;

    protected ErrorKindContract(ContractDatabase direct, Probe probe) {
        this.direct = direct;
        this.probe = probe;
    }

    @BeforeEach
    void anAlbum() {
        probe.execute("insert into artist (id, name) values (1, 'Björk')");
        probe.execute("insert into album (id, artist_id, title, released_on) values (1, 1, 'Post', '1995-06-13')");
    }

    private DaoException failureOf(String sql) {
        return catchThrowableOfType(DaoException.class, () -> probe.execute(sql));
    }

    @Test
    void namesTheTableOfATakenKey() {
        DaoException failure = failureOf("insert into artist (name) values ('Björk')");

        assertThat(failure.kind()).isEqualTo(ErrorKind.DUPLICATE_KEY);
        assertThat(failure.table()).contains("artist");
        assertThat(failureOf("insert into artist (id, name) values (1, 'x')").kind())
                .isEqualTo(ErrorKind.DUPLICATE_KEY);
    }

    @Test
    void namesTheColumnOfAMissingValue() {
        DaoException failure = failureOf("insert into artist (name) values (null)");

        assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_NULL);
        assertThat(failure.table()).contains("artist");
        assertThat(failure.column()).contains("name");
    }

    @Test
    void namesTheConstraintOfAFailedCheck() {
        DaoException failure =
                failureOf(TRACK + "('t', 1, 1, 'x', 'x', -1, false, 0, '2024-01-01T00:00:00.000000Z', '{}')");

        assertThat(failure.kind()).isEqualTo(ErrorKind.CHECK);
        assertThat(failure.constraint()).contains("track_duration_is_positive");
    }

    @Test
    void knowsAMissingAndARequiredRow() {
        assertThat(failureOf("insert into album (id, artist_id, title, released_on) values (2, 9, 'x', '2024-01-01')")
                        .kind())
                .isEqualTo(ErrorKind.FOREIGN_KEY);
        assertThat(failureOf("delete from artist").kind()).isEqualTo(ErrorKind.FOREIGN_KEY);
    }

    @Test
    void knowsValuesThatCannotBeStored() {
        assertThat(failureOf("insert into artist (id, name) values ('no number', 'x')")
                        .kind())
                .isEqualTo(ErrorKind.BAD_DATA);
    }

    @Test
    void knowsWrongSql() {
        assertThat(failureOf("insert into nowhere values (1)").kind()).isEqualTo(ErrorKind.PROGRAMMING);
        assertThat(failureOf("insert artist").kind()).isEqualTo(ErrorKind.PROGRAMMING);
    }

    @Test
    void tellsNoValueOfARow() {
        DaoException failure = failureOf("insert into artist (name) values ('Björk')");

        assertThat(failure.line()).doesNotContain("Björk");
        assertThat(failure.getCause()).hasMessageNotContaining("Björk");
    }

    @Test
    void waitsForALockNoLongerThanConfigured() throws Exception {
        try (Connection other = direct.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update artist set name = 'Bjørk' where id = 1");

            DaoException failure = failureOf("update artist set name = 'Bjork' where id = 1");

            assertThat(failure.kind()).isEqualTo(ErrorKind.LOCK_TIMEOUT);
            other.rollback();
        }
        assertThat(probe.texts("select name from artist")).containsExactly("Björk");
    }

    @Test
    void refusesToOpenWithoutAnImplementationForTheBackend() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> direct.open(builder -> builder.repositories(
                        binder -> binder.bind(Runnable.class).on("elsewhere", nothing -> () -> {}))))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }
}
