/**
 * The repositories of Music Time Machine in jOOQ. One class where the SQL is the same on both databases; where it is not,
 * a subclass for each that holds the difference. The classes of the schema are generated when the project is built.
 */
@NullMarked
package org.liftlock.sample.store;

import org.jspecify.annotations.NullMarked;
