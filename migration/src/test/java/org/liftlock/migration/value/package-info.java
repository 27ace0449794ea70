/** Tests of how single values are read. */
@NullMarked
package org.liftlock.migration.value;

import org.jspecify.annotations.NullMarked;
