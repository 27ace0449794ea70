/** Tests of what profiling finds, each on a real SQLite file. */
@NullMarked
package org.liftlock.migration.profile;

import org.jspecify.annotations.NullMarked;
