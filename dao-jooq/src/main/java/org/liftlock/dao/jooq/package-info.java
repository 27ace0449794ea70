/**
 * The half of the data layer that all backends share. Repositories extend {@link org.liftlock.dao.jooq.JooqRepository}
 * and write jOOQ; a backend implements {@link org.liftlock.dao.jooq.JooqBackend} and leaves units of work, listeners,
 * retries, paging, Flyway and the translation of jOOQ's exceptions to this package. No class here decides by a dialect.
 */
@NullMarked
package org.liftlock.dao.jooq;

import org.jspecify.annotations.NullMarked;
