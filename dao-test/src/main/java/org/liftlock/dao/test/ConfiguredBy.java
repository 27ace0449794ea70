package org.liftlock.dao.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names how the databases of a contract are opened, where it is not as the backends do by themselves. On the contract, or on
 * the class that extends it, which then wins: so a contract of somebody else runs against an own configuration.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface ConfiguredBy {

    /**
     * The configuration.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends ContractConfiguration> value();
}
