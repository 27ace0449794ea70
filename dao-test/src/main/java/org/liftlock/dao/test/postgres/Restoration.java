package org.liftlock.dao.test.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes one database as its migrations left it, most of the time in one round trip: deletes the rows of the tables that
 * were empty, sets back the sequences that moved, and asks for the fingerprints of the other tables and of the schema.
 *
 * <p>Deleting is an order of magnitude faster than TRUNCATE, which is left for where deleting may fail, and for when a test
 * changed rows that the migrations had put there.
 */
final class Restoration {

    private final MigratedState state;
    private final Connection connection;
    private final boolean deletes;
    private final String batch;
    private final List<String> expected;

    private Restoration(MigratedState state, Connection connection, boolean deletes, List<String> expected) {
        this.state = state;
        this.connection = connection;
        this.deletes = deletes;
        this.batch = batch(state, deletes);
        this.expected = expected;
    }

    /** The connection belongs to this object from now on. */
    static Restoration prepare(MigratedState state, Connection connection) throws SQLException {
        boolean deletes = switchesTriggersOff(connection) || state.simple();
        try (Statement statement = connection.createStatement()) {
            // A test that left a lock behind loses its database; the next one does not wait for it.
            statement.execute("SET lock_timeout = '5s'");
            List<String> expected = new ArrayList<>();
            for (ReferenceRows rows : state.referenceRows()) {
                expected.addAll(MigratedState.texts(statement, rows.fingerprint()));
            }
            expected.add(state.fingerprint());
            return new Restoration(state, connection, deletes, expected);
        }
    }

    /** Foreign keys are triggers too: without them, the order of the tables does not matter. */
    private static boolean switchesTriggersOff(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            return true;
        } catch (SQLException e) {
            // A user who may not.
            return false;
        }
    }

    private static String batch(MigratedState state, boolean deletes) {
        Stream<String> deletions =
                deletes ? state.emptyTables().stream().map(table -> "DELETE FROM " + table) : Stream.of();
        Stream<String> sequences = state.sequences().isEmpty()
                ? Stream.of()
                : Stream.of("SELECT setval(s.id::regclass, coalesce(s.last, s.start), s.last IS NOT NULL) FROM (VALUES "
                        + String.join(", ", state.sequences())
                        + ") AS s (id, last, start) WHERE pg_sequence_last_value(s.id) IS DISTINCT FROM s.last");
        Stream<String> fingerprints = Stream.concat(
                        state.referenceRows().stream().map(ReferenceRows::fingerprint),
                        Stream.of(MigratedState.FINGERPRINT))
                .map(query -> "(" + query + ")");
        return Stream.of(
                        deletions,
                        sequences,
                        Stream.of(fingerprints.toList())
                                .map(queries -> "SELECT ARRAY[" + String.join(", ", queries) + "]"))
                .flatMap(statements -> statements)
                .reduce((left, right) -> left + ";" + right)
                .orElseThrow();
    }

    /** Returns whether the database is as it was; if not, the schema is another one. */
    boolean run() throws SQLException {
        List<String> actual = runBatch();
        if (!actual.get(actual.size() - 1).equals(state.fingerprint())) {
            return false;
        }
        if (!deletes || !actual.equals(expected)) {
            startOver();
        }
        return true;
    }

    private List<String> runBatch() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean isResult = statement.execute(batch);
            List<String> last = List.of();
            while (isResult || statement.getUpdateCount() != -1) {
                if (isResult) {
                    try (ResultSet rows = statement.getResultSet()) {
                        last = rows.next() && rows.getObject(1) instanceof Array array
                                ? List.of((String[]) array.getArray())
                                : last;
                    }
                }
                isResult = statement.getMoreResults();
            }
            return last;
        }
    }

    private void startOver() throws SQLException {
        List<String> all = Stream.concat(
                        state.emptyTables().stream(),
                        state.referenceRows().stream().map(ReferenceRows::table))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", all));
        }
        for (ReferenceRows rows : state.referenceRows()) {
            rows.putBack(connection);
        }
    }
}
