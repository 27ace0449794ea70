package org.liftlock.migration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** What cannot be dropped is told as what it is. */
class TargetOccupancyTest {

    private static final List<String> NAMES = List.of("first", "second");

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void make() throws SQLException {
        database = TestPostgres.freshDatabase();
        database.execute("CREATE TABLE first (id integer)", "CREATE TABLE second (id integer)");
        connection = database.connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void namesWhatDepends() throws SQLException {
        database.execute("CREATE VIEW theirs AS SELECT id FROM second");

        MigrationException refusal = catchThrowableOfType(MigrationException.class, this::dropAll);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("Something else depends", "theirs", "nothing was changed");
        assertThat(database.relations()).containsExactly("public.first", "public.second", "public.theirs");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void doesNotTakeALockForSomethingThatDepends() throws SQLException {
        execute("SET lock_timeout = '100ms'");
        try (Connection other = database.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE second IN ACCESS SHARE MODE");

            assertThat(refusal().line())
                    .contains("Another session holds a lock")
                    .doesNotContain("depends");
        }
        assertUntouched();
    }

    @Test
    void doesNotTakeAMissingPrivilegeForSomethingThatDepends() throws SQLException {
        execute("SET ROLE pg_monitor");

        assertThat(refusal().line())
                .contains("The role lacks a privilege", "must be owner of table")
                .doesNotContain("depends");

        assertUntouched();
    }

    @Test
    void doesNotTakeALostConnectionForSomethingThatDepends() throws SQLException {
        try (Connection other = database.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE second IN ACCESS SHARE MODE");
            String process = process();
            Thread end = new Thread(() -> endOnceItWaits(process));
            end.start();
            assertThat(refusal().line())
                    .contains("The server ended the connection")
                    .doesNotContain("depends");
            end.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(database.relations()).containsExactly("public.first", "public.second");
    }

    private String process() throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private void endOnceItWaits(String process) {
        try {
            while (database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = " + process
                            + " AND wait_event_type = 'Lock'")
                    .isEmpty()) {
                Thread.sleep(10);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertUntouched() throws SQLException {
        assertThat(database.relations()).containsExactly("public.first", "public.second");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void dropAll() throws SQLException {
        new TargetOccupancy(connection, "public").drop(NAMES, List.of());
    }

    /** As the user reads it. */
    private MigrationException refusal() {
        Throwable thrown = catchThrowable(this::dropAll);
        return thrown instanceof SQLException e ? database.target().explain(e) : (MigrationException) thrown;
    }
}
