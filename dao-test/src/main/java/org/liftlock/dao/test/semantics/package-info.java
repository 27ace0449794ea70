/**
 * The differences between SQLite and PostgreSQL that reach an application, each as a contract that holds on both: {@link
 * org.liftlock.dao.test.semantics.SemanticsContract} runs them all against the databases of a {@link
 * org.liftlock.dao.test.semantics.SemanticsConfiguration}. Each has an id, the rule that code keeps, and what each backend
 * does where nobody keeps it, so that a new driver or server that behaves differently is noticed.
 */
@NullMarked
package org.liftlock.dao.test.semantics;

import org.jspecify.annotations.NullMarked;
