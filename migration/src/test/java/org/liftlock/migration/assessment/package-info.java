/** The catalogue of findings and its documentation. */
@NullMarked
package org.liftlock.migration.assessment;

import org.jspecify.annotations.NullMarked;
