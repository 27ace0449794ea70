/**
 * From the source's schema and the profile of its values to a {@link org.liftlock.migration.plan.MigrationPlan}: what
 * becomes of every table, column, key, index and view, and why; written to and read from {@code plan.yaml}.
 */
@NullMarked
package org.liftlock.migration.plan;

import org.jspecify.annotations.NullMarked;
