/** That the rules for applications say no to what they are to keep out. */
@NullMarked
package org.liftlock.integration.architecture;

import org.jspecify.annotations.NullMarked;
