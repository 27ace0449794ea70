/** What is known of rows before they are copied. */
@NullMarked
package org.liftlock.migration.copy;

import org.jspecify.annotations.NullMarked;
