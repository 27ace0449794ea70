/**
 * Databases for tests on PostgreSQL: which server there is, databases cloned from one that was migrated, and how rows go
 * away between tests.
 */
@NullMarked
package org.liftlock.dao.test.postgres;

import org.jspecify.annotations.NullMarked;
