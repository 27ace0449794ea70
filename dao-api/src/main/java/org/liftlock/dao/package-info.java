/**
 * What the code of an application sees of its database: a {@link org.liftlock.dao.Database} that gives repositories,
 * {@link org.liftlock.dao.Transactions} that group their calls into units of work, pages, and one exception with an
 * {@link org.liftlock.dao.ErrorKind}. Nothing here names a backend, a driver or SQL, so that code written against it
 * runs on any backend unchanged.
 */
@NullMarked
package org.liftlock.dao;

import org.jspecify.annotations.NullMarked;
