/**
 * What a backend does for its tests: it makes databases, gives them to tests, and makes them as they were. A third backend
 * implements {@link org.liftlock.dao.test.spi.TestBackend}.
 */
@NullMarked
package org.liftlock.dao.test.spi;

import org.jspecify.annotations.NullMarked;
