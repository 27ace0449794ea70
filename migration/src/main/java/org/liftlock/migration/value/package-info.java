/**
 * Readings of single values that the profile and the copy share: dates and times in text, shortest decimals, JSON
 * documents. The verifier does without this package on purpose.
 */
@NullMarked
package org.liftlock.migration.value;

import org.jspecify.annotations.NullMarked;
