/** Rules for ArchUnit that keep an application's SQL where it belongs; for projects that have ArchUnit on their class path. */
@NullMarked
package org.liftlock.dao.test.architecture;

import org.jspecify.annotations.NullMarked;
