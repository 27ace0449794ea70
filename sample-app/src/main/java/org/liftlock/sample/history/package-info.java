/**
 * What was listened to and when: plays, charts of a period that are counted out of them, and snapshots that keep a chart
 * as it was. A period begins at midnight where the listener is; Java says when that is, no database does.
 */
@NullMarked
package org.liftlock.sample.history;

import org.jspecify.annotations.NullMarked;
