/** That the test kit keeps its promises: each of its guards fails a test when it should, and only then. */
@NullMarked
package org.liftlock.integration.kit;

import org.jspecify.annotations.NullMarked;
