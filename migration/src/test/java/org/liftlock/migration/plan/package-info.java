/** Tests of plans, written, edited and read back. */
@NullMarked
package org.liftlock.migration.plan;

import org.jspecify.annotations.NullMarked;
