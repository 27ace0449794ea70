/**
 * Twenty-five ways in which moving a SQLite database is known to go wrong, each carried over with the default decisions:
 * {@code TypeCasesTest} has b01, b05, b07, b08, b18 and b25; {@code DefaultCasesTest} b02 to b04; {@code IdentityCasesTest}
 * b06 and b09 to b13, of which {@code ApplicationSchemaCasesTest} has b06, b07, b12 and b13 again for tables that are there
 * already; {@code TextCasesTest} b14 to b17; {@code ConstraintCasesTest} b19 to b24. {@code FurtherCasesTest} has more.
 */
@NullMarked
package org.liftlock.migration.cases;

import org.jspecify.annotations.NullMarked;
