package org.liftlock.dao.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says how tests are kept apart; the method before its class, a nested class before the one around it. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface IsolatedBy {

    /**
     * How.
     *
     * @return the mode; {@link IsolationMode#DELETION} where there is no annotation
     */
    IsolationMode value();
}
