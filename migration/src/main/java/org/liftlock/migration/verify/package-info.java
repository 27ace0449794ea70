/**
 * Compares two databases row by row, with reading, decoding and encoding of its own: it shares nothing with the copy, so
 * that a defect there cannot hide itself here.
 */
@NullMarked
package org.liftlock.migration.verify;

import org.jspecify.annotations.NullMarked;
