/** Tests of the Flyway folders, carried out by Flyway itself. */
@NullMarked
package org.liftlock.migration.schema;

import org.jspecify.annotations.NullMarked;
