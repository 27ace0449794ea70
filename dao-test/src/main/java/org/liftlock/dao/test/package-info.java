/** What tests of a data layer need: databases of their own, on a real server. */
@NullMarked
package org.liftlock.dao.test;

import org.jspecify.annotations.NullMarked;
