/** Tests of reading SQLite files without leaving a trace. */
@NullMarked
package org.liftlock.migration.source;

import org.jspecify.annotations.NullMarked;
