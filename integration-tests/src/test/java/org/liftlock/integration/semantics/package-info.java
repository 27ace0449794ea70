/** Runs the contract of the differences between the backends, and checks that it says everything. */
@NullMarked
package org.liftlock.integration.semantics;

import org.jspecify.annotations.NullMarked;
