/** That the base class of repositories does the same on every backend. */
@NullMarked
package org.liftlock.integration.repository;

import org.jspecify.annotations.NullMarked;
