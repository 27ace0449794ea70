/**
 * Runs the contract of a data layer on every backend. A contract is an abstract test class with {@link
 * org.liftlock.dao.test.BackendContract}; each of its tests is given repositories and a database of its own, and the other
 * annotations here say what is different about one of them.
 */
@NullMarked
package org.liftlock.dao.test;

import org.jspecify.annotations.NullMarked;
