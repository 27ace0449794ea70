/** The lower half of an application, which may use SQL. */
@NullMarked
package org.liftlock.integration.architecture.store;

import org.jspecify.annotations.NullMarked;
