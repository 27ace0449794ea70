/** The upper half of an application, which violates the rules. */
@NullMarked
package org.liftlock.integration.architecture.web;

import org.jspecify.annotations.NullMarked;
