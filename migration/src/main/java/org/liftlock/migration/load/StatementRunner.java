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
import java.util.stream.Collectors;
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
    /** The name of a key by that of the index that is built for it beforehand. */
    private final Map<String, String> keyOfIndex = new HashMap<>();

    private final Set<String> counted = ConcurrentHashMap.newKeySet();
    private final Set<String> countedBefore;
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
            if (statement.kind() == Kind.PRIMARY_KEY || statement.kind() == Kind.UNIQUE) {
                keyOfIndex.put(name(Kind.INDEX, statement), name);
            }
        }
        for (String name : order.keySet()) {
            progress.step(name).ifPresent(this::note);
            progress.step(name + UNCHECKED).ifPresent(this::note);
        }
        this.countedBefore = Set.copyOf(counted);
        done.set(0);
    }

    private static String name(SchemaStatement statement) {
        return name(statement.kind(), statement);
    }

    private static String name(Kind kind, SchemaStatement statement) {
        return kind.words() + " " + statement.name() + " of " + statement.table();
    }

    private void note(Step step) {
        steps.put(step.name(), step);
        String name = keyOfIndex.getOrDefault(step.name(), step.name());
        SchemaStatement statement = statements.get(name);
        if (statement != null && isKeyOrView(statement) && counted.add(name)) {
            done.incrementAndGet();
        }
    }

    private static boolean isKeyOrView(SchemaStatement statement) {
        return statement.kind() != Kind.TABLE && statement.kind() != Kind.COMMENT;
    }

    /**
     * How many keys, indexes, views and triggers this run goes through; to be asked when all tables were made or refused. A
     * key counts once, with its index, which is the work; a foreign key when it is checked.
     */
    long stepsInAll() {
        Set<String> refused = statements.values().stream()
                .filter(statement -> statement.kind() == Kind.TABLE && isRefused(statement))
                .map(SchemaStatement::table)
                .collect(Collectors.toSet());
        return statements.entrySet().stream()
                .filter(entry -> isKeyOrView(entry.getValue())
                        && !keyOfIndex.containsKey(entry.getKey())
                        && !countedBefore.contains(entry.getKey())
                        && (entry.getValue().kind() == Kind.FUNCTION
                                || !refused.contains(entry.getValue().table())))
                .count();
    }

    /** How many of {@link #stepsInAll} were gone through since the last call. */
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
        due.forEach(statement -> note(Step.done(name(statement))));
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
        outcomes.forEach(this::note);
    }

    private static boolean isRefusedTable(String table, List<Step> outcomes) {
        return outcomes.stream()
                .anyMatch(step -> step.code() != null
                        && step.name().startsWith(Kind.TABLE.words() + " ")
                        && step.name().endsWith(" of " + table));
    }

    private List<String> recording(SchemaStatement statement) {
        return switch (statement.kind()) {
            case TABLE, VIEW -> List.of(ledger.made().recording(statement.name()));
            case FUNCTION -> List.of(ledger.made().recordingFunction(statement.name()));
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
                note(Step.done(unchecked));
            } catch (SQLException e) {
                refuse(session, key, e, refusal(key, e));
            }
        }
    }

    /** Builds an index in a transaction of its own; that of a key is tried again with the key if the server refuses. */
    void runAlone(TargetSession session, SchemaStatement index) throws SQLException {
        if (!keyOfIndex.containsKey(name(index))) {
            runAlone(session, index, index.sql());
            return;
        }
        try {
            session.execute(index.sql() + ";\n" + RunProgress.insert(List.of(Step.done(name(index)))));
            session.commit();
            note(Step.done(name(index)));
        } catch (SQLException e) {
            refuse(session, index, e, new Step(name(index), "", ""));
        }
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
            note(outcome);
        } catch (SQLException e) {
            refuse(session, statement, e, refusal(statement, e));
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
        note(outcome);
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
