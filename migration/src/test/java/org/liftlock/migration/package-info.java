/** Tests of whole runs. */
@NullMarked
package org.liftlock.migration;

import org.jspecify.annotations.NullMarked;
