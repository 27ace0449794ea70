/**
 * Rows from typed cursors into PostgreSQL through binary COPY: each value encoded for the type that the plan says, or
 * refused; never bent.
 */
@NullMarked
package org.liftlock.migration.copy;

import org.jspecify.annotations.NullMarked;
