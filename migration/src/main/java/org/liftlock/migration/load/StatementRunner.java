package org.liftlock.migration.load;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Step;
import org.postgresql.util.PSQLException;

/**
 * Runs statements of a plan once each, with their checkpoints: many in one round trip, and one by one where the server
 * refuses, so that a refusal costs one object and is told. Thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: what becomes of a statement, and how that is remembered.
 */
final class StatementRunner {

    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** What the name of a step ends with that makes a foreign key before rows are held to it. */
    private static final String UNCHECKED = ", unchecked";

    private final RunLedger ledger;
    private final boolean redact;
    private final boolean quarantines;
    private final Set<String> knownOrphans;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private final Map<String, SchemaStatement> statements = new HashMap<>();
    private final Set<String> refusedForRows = ConcurrentHashMap.newKeySet();
    private final AtomicLong done = new AtomicLong();

    /**
     * Rows of {@code knownOrphans} tables break keys by a finding that was made already. With {@code quarantines}, a key or
     * check that rows break is no refusal yet: it stays due, for its table to be loaded again under it.
     */
    StatementRunner(
            RunLedger ledger,
            RunProgress progress,
            List<SchemaStatement> all,
            Set<String> knownOrphans,
            boolean quarantines,
            boolean redact) {
        this.ledger = ledger;
        this.quarantines = quarantines;
        this.redact = redact;
        this.knownOrphans = Set.copyOf(knownOrphans);
        for (SchemaStatement statement : all) {
            String name = name(statement);
            order.put(name, order.size());
            statements.put(name, statement);
            progress.step(name).ifPresent(step -> steps.put(name, step));
            progress.step(name + UNCHECKED).ifPresent(step -> steps.put(name + UNCHECKED, step));
        }
        all.stream()
                .filter(statement -> isDone(statement) && !isOfKey(statement))
                .forEach(this::count);
    }

    private static String name(SchemaStatement statement) {
        return statement.kind().words() + " " + statement.name() + " of " + statement.table();
    }

    /** How many statements that follow rows were done since the last call; the first one counts those of an earlier run, too. */
    long doneSince() {
        return done.getAndSet(0);
    }

    boolean isDone(SchemaStatement statement) {
        return steps.containsKey(name(statement));
    }

    /** Whether the server has refused a table. */
    boolean isRefused(SchemaStatement statement) {
        Step step = steps.get(name(statement));
        return step != null && step.code() != null;
    }

    /** What the server refused, in the order of the plan. */
    List<Finding> findings() {
        Map<Integer, Finding> findings = new TreeMap<>();
        steps.forEach((name, step) -> {
            if (step.code() != null && !step.code().isEmpty()) {
                SchemaStatement statement = Objects.requireNonNull(statements.get(name));
                findings.put(
                        Objects.requireNonNull(order.get(name)),
                        Finding.of(FindingCode.valueOf(step.code()), statement.table(), step.detail()));
            }
        });
        return List.copyOf(findings.values());
    }

    /** Those that are still to be run. */
    List<SchemaStatement> due(List<SchemaStatement> wanted) {
        return wanted.stream().filter(statement -> !isDone(statement)).toList();
    }

    /** Whether rows have to go for one of these to hold. */
    boolean isRefusedForRows(List<SchemaStatement> keys) {
        return due(keys).stream().anyMatch(key -> refusedForRows.contains(name(key)));
    }

    private boolean waitsForRows(SchemaStatement statement, SQLException e) {
        boolean isOfRows =
                switch (statement.kind()) {
                    case PRIMARY_KEY, UNIQUE, INDEX, CHECK -> true;
                    default -> false;
                };
        return quarantines && isOfRows && RowRefusals.isOfRow(e);
    }

    /** Runs what is still to be run, in one transaction. */
    void run(TargetSession session, List<SchemaStatement> wanted) throws SQLException {
        List<SchemaStatement> due = due(wanted);
        if (due.isEmpty()) {
            return;
        }
        try {
            session.execute(script(due));
            session.commit();
        } catch (SQLException e) {
            if (isFatal(e)) {
                throw e;
            }
            session.rollback();
            runEach(session, due);
            return;
        }
        noted(due);
    }

    /** One script that runs statements and writes their checkpoints. */
    String script(List<SchemaStatement> due) {
        StringBuilder script = new StringBuilder();
        for (SchemaStatement statement : due) {
            script.append(statement.sql()).append(";\n");
            recording(statement).forEach(sql -> script.append(sql).append(";\n"));
        }
        return script.append(RunProgress.insert(due.stream()
                        .map(statement -> Step.done(name(statement)))
                        .toList()))
                .toString();
    }

    /** Takes note that the transaction of a script was committed. */
    void noted(List<SchemaStatement> due) {
        due.forEach(statement -> steps.put(name(statement), Step.done(name(statement))));
        due.forEach(this::count);
    }

    /** Runs statements each under its own savepoint, and commits. */
    void runEach(TargetSession session, List<SchemaStatement> wanted) throws SQLException {
        List<Step> outcomes = new ArrayList<>();
        Set<String> refusedFunctions = ConcurrentHashMap.newKeySet();
        for (SchemaStatement statement : due(wanted)) {
            if (statement.kind() == Kind.TRIGGER && refusedFunctions.contains(statement.name())
                    || statement.kind() == Kind.COMMENT && isRefusedTable(statement.table(), outcomes)) {
                outcomes.add(new Step(name(statement), "", ""));
                continue;
            }
            Savepoint savepoint = session.connection().setSavepoint();
            try {
                session.execute(statement.sql());
                for (String sql : recording(statement)) {
                    session.execute(sql);
                }
                session.connection().releaseSavepoint(savepoint);
                outcomes.add(Step.done(name(statement)));
            } catch (SQLException e) {
                if (isFatal(e)) {
                    throw e;
                }
                session.connection().rollback(savepoint);
                if (waitsForRows(statement, e)) {
                    refusedForRows.add(name(statement));
                    continue;
                }
                outcomes.add(refused(session, statement, e));
                if (statement.kind() == Kind.FUNCTION) {
                    refusedFunctions.add(statement.name());
                }
            }
        }
        if (!outcomes.isEmpty()) {
            session.execute(RunProgress.insert(outcomes));
        }
        session.commit();
        outcomes.forEach(step -> {
            steps.put(step.name(), step);
            count(Objects.requireNonNull(statements.get(step.name())));
        });
    }

    private void count(SchemaStatement statement) {
        if (statement.kind().compareTo(Kind.COMMENT) > 0) {
            done.incrementAndGet();
        }
    }

    private static boolean isRefusedTable(String table, List<Step> outcomes) {
        return outcomes.stream()
                .anyMatch(step -> step.code() != null
                        && step.name().startsWith(Kind.TABLE.words() + " ")
                        && step.name().endsWith(" of " + table));
    }

    private List<String> recording(SchemaStatement statement) {
        return switch (statement.kind()) {
            case TABLE, VIEW -> List.of(ledger.recording(statement.name()));
            case FUNCTION -> List.of(ledger.recordingFunction(statement.name()));
            default -> List.of();
        };
    }

    /** A key that rows break is made all the same, so that new rows are held to it. */
    private Step refused(TargetSession session, SchemaStatement statement, SQLException e) throws SQLException {
        if (statement.kind() == Kind.FOREIGN_KEY && FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
            session.execute(statement.sql() + " NOT VALID");
        }
        return refusal(statement, e);
    }

    /** Makes foreign keys that hold for new rows alone; they are checked and their checkpoint written later. */
    void runUnchecked(TargetSession session, List<SchemaStatement> foreignKeys) throws SQLException {
        for (SchemaStatement key : due(foreignKeys)) {
            String unchecked = name(key) + UNCHECKED;
            if (steps.containsKey(unchecked)) {
                continue;
            }
            try {
                session.execute(key.sql() + " NOT VALID;\n" + RunProgress.insert(List.of(Step.done(unchecked))));
                session.commit();
                steps.put(unchecked, Step.done(unchecked));
            } catch (SQLException e) {
                refuse(session, key, e, refusal(key, e));
                count(key);
            }
        }
    }

    /** Builds an index in a transaction of its own; that of a key is tried again with the key if the server refuses. */
    void runAlone(TargetSession session, SchemaStatement index) throws SQLException {
        if (statements.containsKey(name(index)) && !isOfKey(index)) {
            runAlone(session, index, index.sql());
            return;
        }
        try {
            session.execute(index.sql() + ";\n" + RunProgress.insert(List.of(Step.done(name(index)))));
            session.commit();
            steps.put(name(index), Step.done(name(index)));
        } catch (SQLException e) {
            refuse(session, index, e, new Step(name(index), "", ""));
        }
    }

    private boolean isOfKey(SchemaStatement index) {
        return index.kind() == Kind.INDEX
                && statements.values().stream()
                        .anyMatch(other -> other.table().equals(index.table())
                                && other.name().equals(index.name())
                                && (other.kind() == Kind.PRIMARY_KEY || other.kind() == Kind.UNIQUE));
    }

    /** Runs SQL in place of a statement's own in a transaction of its own; a refusal is a checkpoint, too. */
    void runAlone(TargetSession session, SchemaStatement statement, String sql) throws SQLException {
        if (isDone(statement)) {
            return;
        }
        Step outcome = Step.done(name(statement));
        try {
            session.execute(sql + ";\n" + RunProgress.insert(List.of(outcome)));
            session.commit();
            steps.put(outcome.name(), outcome);
        } catch (SQLException e) {
            refuse(session, statement, e, refusal(statement, e));
        }
        if (isDone(statement)) {
            count(statement);
        }
    }

    private void refuse(TargetSession session, SchemaStatement statement, SQLException e, Step outcome)
            throws SQLException {
        if (isFatal(e)) {
            throw e;
        }
        session.rollback();
        if (waitsForRows(statement, e)) {
            refusedForRows.add(name(statement));
            return;
        }
        session.execute(RunProgress.insert(List.of(outcome)));
        session.commit();
        steps.put(outcome.name(), outcome);
    }

    private Step refusal(SchemaStatement statement, SQLException e) {
        if (statement.kind() == Kind.FOREIGN_KEY && FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
            return knownOrphans.contains(statement.table())
                    ? new Step(name(statement), "", "")
                    : new Step(name(statement), FindingCode.ORPHANS.name(), message(e));
        }
        return new Step(
                name(statement),
                FindingCode.STATEMENT_FAILED.name(),
                statement.kind().words() + " " + statement.name() + ": " + message(e));
    }

    /** What PostgreSQL adds as detail repeats keys and values. */
    private String message(SQLException e) {
        if (redact
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getMessage() != null) {
            return server.getServerErrorMessage().getMessage() + " (SQLSTATE " + e.getSQLState() + ")";
        }
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** A broken connection, a full disk, a cancelled query, a deadlock with others: nothing that belongs to one statement. */
    static boolean isFatal(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "08000");
        return state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals(LOCK_NOT_AVAILABLE);
    }
}
