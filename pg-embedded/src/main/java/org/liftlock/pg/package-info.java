/**
 * A PostgreSQL server of one's own, for as long as one needs it: started from binaries that come along (or from an
 * installation that the user names), private to one run, and gone afterwards, also when the run was killed. The public
 * types are {@link org.liftlock.pg.EmbeddedServer}, its {@link org.liftlock.pg.EmbeddedServerOptions} and the one
 * {@link org.liftlock.pg.EmbeddedServerException}; nothing else of Liftlock is needed.
 */
@NullMarked
package org.liftlock.pg;

import org.jspecify.annotations.NullMarked;
