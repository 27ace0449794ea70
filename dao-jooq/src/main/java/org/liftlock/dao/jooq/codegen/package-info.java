/** What the build of an application tells jOOQ's code generator. Needs jooq-meta on the class path, which the generator has. */
@NullMarked
package org.liftlock.dao.jooq.codegen;

import org.jspecify.annotations.NullMarked;
