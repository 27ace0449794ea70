package org.liftlock.dao.test.semantics;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ConfiguredBy;

/**
 * Everything in which SQLite and PostgreSQL differ for an application, with the rule that makes code do the same on both.
 * One line runs it: {@code class SemanticsTest extends SemanticsContract {}}; with {@link ConfiguredBy} on that class it runs
 * against the application's own configuration.
 *
 * <p>Its tables are called {@code liftlock_semantics_}… and made by migrations of its own, in databases of the test run's
 * own. It needs {@code liftlock-dao-jooq} on the class path, which every backend brings, and Jackson's databind.
 */
@BackendContract(SemanticsModule.class)
@ConfiguredBy(SemanticsConfiguration.class)
@DisplayNameGeneration(DifferenceNames.class)
public abstract class SemanticsContract {

    /** For the class that runs the contract. */
    protected SemanticsContract() {}

    @Nested
    class UnitsAndConflicts extends UnitSemantics {}

    @Nested
    class ErrorsAndConstraints extends ErrorSemantics {}

    @Nested
    class Text extends TextSemantics {}

    @Nested
    class Numbers extends NumberSemantics {}

    @Nested
    class Types extends TypeSemantics {}

    @Nested
    class Time extends TimeSemantics {}

    @Nested
    class NullAndOrder extends NullSemantics {}

    @Nested
    class KeysAndUpserts extends KeySemantics {}

    @Nested
    class BatchesAndLists extends BatchSemantics {}

    @Nested
    class Statements extends StatementSemantics {}

    @Nested
    class Documents extends DocumentSemantics {}

    @Nested
    class StreamsAndDeadlines extends StreamSemantics {}
}
