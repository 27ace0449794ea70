/**
 * What befalls a run: connections, servers, processes, disks and files that fail in its middle, and whether the same
 * command, said again, brings about what an undisturbed run does.
 */
@NullMarked
package org.liftlock.migration.fault;

import org.jspecify.annotations.NullMarked;
