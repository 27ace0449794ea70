/**
 * Holds planned schemas against those that the same applications have on PostgreSQL by their own migrations, and says of
 * each difference what it is and by which rule.
 */
@NullMarked
package org.liftlock.bench.schema;

import org.jspecify.annotations.NullMarked;
