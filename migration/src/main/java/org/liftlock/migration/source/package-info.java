/**
 * A SQLite database as it is: opened without changing it or disturbing its application, its schema read into immutable
 * values, its rows read through typed cursors that share one snapshot.
 */
@NullMarked
package org.liftlock.migration.source;

import org.jspecify.annotations.NullMarked;
