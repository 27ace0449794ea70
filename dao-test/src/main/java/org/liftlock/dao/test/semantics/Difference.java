package org.liftlock.dao.test.semantics;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test that a rule holds on every backend. There is one for each difference; its report shows id, topic and rule. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
public @interface Difference {

    /**
     * The difference.
     *
     * @return {@code D} or {@code E} and a number
     */
    String id();

    /**
     * What it is about.
     *
     * @return a few words
     */
    String topic();

    /**
     * What holds on every backend, if code keeps to it.
     *
     * @return a sentence without a full stop
     */
    String rule();

    /**
     * What code writes.
     *
     * @return classes and methods, as Markdown
     */
    String instead();

    /**
     * By whom the difference is made to disappear.
     *
     * @return the main way
     */
    Settlement settled();
}
