/**
 * The PostgreSQL database that is to be filled: its address in all the forms that PostgreSQL's own tools take, connections
 * to it, and what it must be able to do.
 */
@NullMarked
package org.liftlock.migration.target;

import org.jspecify.annotations.NullMarked;
