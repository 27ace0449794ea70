package org.liftlock.dao.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;

/**
 * What one test has: its database, opened when it is first asked for, and what it was given beside it. Thread-safe, since a
 * test may hand it to its threads.
 */
final class TestScope implements ContractDatabase, AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(TestScope.class);

    private final ContractRun run;
    private final IsolationMode mode;
    private final ExtensionContext context;
    private final List<Given<Connection>> connections = new ArrayList<>();
    private final List<Given<WatchedDatabase>> databases = new ArrayList<>();
    private @Nullable OpenDatabase database;
    private boolean writtenPast;
    private boolean ended;

    TestScope(ContractRun run, IsolationMode mode, ExtensionContext context) {
        this.run = run;
        this.mode = mode;
        this.context = context;
    }

    /** The one of a test, from the context of its method. */
    static TestScope of(ContractRun run, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestScope.class, key -> new TestScope(run, modeOf(context), context), TestScope.class);
    }

    private static IsolationMode modeOf(ExtensionContext context) {
        return NearestAnnotations.of(IsolatedBy.class, context)
                .findFirst()
                .map(IsolatedBy::value)
                .orElse(IsolationMode.DELETION);
    }

    IsolationMode mode() {
        return mode;
    }

    synchronized OpenDatabase database() {
        if (ended) {
            throw new IllegalStateException("The test has ended, and its database with it");
        }
        OpenDatabase open = database;
        if (open == null) {
            open = run.take(context, mode);
            database = open;
        }
        return open;
    }

    @Override
    public String backend() {
        return run.backend().name();
    }

    @Override
    public synchronized String jdbcUrl() {
        return past().place().jdbcUrl();
    }

    @Override
    public synchronized Connection connect() throws SQLException {
        Connection connection = past().place().connect();
        connections.add(new Given<>(connection, caller()));
        return connection;
    }

    @Override
    public synchronized Database open(Consumer<? super DatabaseBuilder> change) {
        OpenDatabase first = past();
        DatabaseBuilder builder = run.builder(first.place().jdbcUrl()).listener(first.units());
        change.accept(builder);
        WatchedDatabase opened = new WatchedDatabase(builder.open());
        databases.add(new Given<>(opened, caller()));
        return opened;
    }

    /** Whoever goes past the data layer may write what no unit of work tells of. */
    private OpenDatabase past() {
        if (mode == IsolationMode.ROLLBACK) {
            throw new IllegalStateException(
                    "A test that is isolated by rollback has no second connection, which would not"
                            + " see what the test writes; isolate it by DELETION or CLONE");
        }
        writtenPast = true;
        return database();
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> !packageOf(frame.getClassName()).equals(TestScope.class.getPackageName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement)
                        .map(StackTraceElement::toString)
                        .orElse("unknown"));
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** Ends the test for its database; returns what it left open, a line for each. */
    synchronized List<String> end() {
        ended = true;
        OpenDatabase open = database;
        if (open == null) {
            return List.of();
        }
        database = null;
        List<String> left = new ArrayList<>();
        for (Given<Connection> given : connections) {
            try {
                if (!given.resource().isClosed()) {
                    left.add("a connection past the data layer, opened at " + given.where());
                    given.resource().close();
                }
            } catch (SQLException e) {
                left.add("a connection past the data layer that cannot be closed, opened at " + given.where());
            }
        }
        for (Given<WatchedDatabase> given : databases) {
            if (!given.resource().isClosed()) {
                left.add("a database opened a second time, at " + given.where());
                given.resource().close();
            }
        }
        List<String> units = open.units().takeOpen();
        units.forEach(unit -> left.add("a unit of work: " + unit));
        int streams = open.units().takeStreams();
        if (streams > 0) {
            left.add(streams + " of the streams of its units of work, which are neither read to their end nor closed");
        }
        int writing = open.units().takeWriting();
        boolean rolledBack = mode == IsolationMode.ROLLBACK && writing <= 1;
        boolean written = writtenPast || (writing > 0 && !rolledBack) || !units.isEmpty();
        if (open.settle(written, !units.isEmpty())) {
            run.keep(open);
        }
        return left;
    }

    /** For when a test ends before it began: the constructor failed. */
    @Override
    public void close() {
        end();
    }

    private record Given<T>(T resource, String where) {}
}
