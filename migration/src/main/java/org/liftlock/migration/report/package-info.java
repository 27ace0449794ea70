/**
 * What a run gives its user to read or to keep: one immutable value with all figures and findings, and its JSON and HTML
 * forms.
 */
@NullMarked
package org.liftlock.migration.report;

import org.jspecify.annotations.NullMarked;
