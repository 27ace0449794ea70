/**
 * Whether a database should move: what the file, the file system, the processes that hold it, the application's logs and
 * earlier backups tell, and what the move would need, measured on a sample.
 */
@NullMarked
package org.liftlock.migration.assessment;

import org.jspecify.annotations.NullMarked;
