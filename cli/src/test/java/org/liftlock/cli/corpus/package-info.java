/** Tests on real databases of real applications. */
@NullMarked
package org.liftlock.cli.corpus;

import org.jspecify.annotations.NullMarked;
