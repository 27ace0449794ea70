/** Tests of the embedded server, with real servers and real processes that are killed. */
@NullMarked
package org.liftlock.pg;

import org.jspecify.annotations.NullMarked;
