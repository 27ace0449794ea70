/**
 * What the values of a database really are: one pass over every value, in memory that does not grow with the rows.
 */
@NullMarked
package org.liftlock.migration.profile;

import org.jspecify.annotations.NullMarked;
