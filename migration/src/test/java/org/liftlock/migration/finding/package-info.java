/** The catalogue of findings and its documentation. */
@NullMarked
package org.liftlock.migration.finding;

import org.jspecify.annotations.NullMarked;
