package org.liftlock.dao.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.liftlock.dao.Capability;

/**
 * Says what a test needs of its backend. The test runs on every one: where the backend has the capability, it has to pass;
 * where it lacks it, it has to end with a {@link org.liftlock.dao.DaoException} of kind {@link
 * org.liftlock.dao.ErrorKind#UNSUPPORTED} that names the capability, as {@link
 * org.liftlock.dao.Database#require(Capability)} throws it. Those of a class hold for its tests and nested classes too.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface RequiresCapability {

    /**
     * What is needed.
     *
     * @return one capability or more
     */
    Capability[] value();
}
