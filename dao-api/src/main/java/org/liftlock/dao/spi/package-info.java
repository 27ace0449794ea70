/**
 * What backends implement and what hangs onto units of work: listeners with the unit's connection, and the registry of
 * repositories. The one package of this API in which {@code java.sql} may appear; the code of an application never
 * imports it.
 */
@NullMarked
package org.liftlock.dao.spi;

import org.jspecify.annotations.NullMarked;
