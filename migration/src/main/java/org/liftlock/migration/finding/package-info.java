/**
 * What a run has to tell its user: findings with stable codes and weights, each naming the table, column and rows it
 * speaks of.
 */
@NullMarked
package org.liftlock.migration.finding;

import org.jspecify.annotations.NullMarked;
