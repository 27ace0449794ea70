/** That the guide to porting is true: the example before and after, on one file and through the move. */
@NullMarked
package org.liftlock.integration.porting;

import org.jspecify.annotations.NullMarked;
