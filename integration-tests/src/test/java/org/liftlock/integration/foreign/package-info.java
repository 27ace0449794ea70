/** That a project which has nothing but the jars can use them. */
@NullMarked
package org.liftlock.integration.foreign;

import org.jspecify.annotations.NullMarked;
