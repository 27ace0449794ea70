package org.liftlock.dao.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that one backend does not do what the test says, and that this is known. There the test has to fail: with an
 * assertion, not with another error. Once it passes, it is a failure that asks for the annotation to be deleted. A test that
 * is repeated or has parameters has to fail each time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(KnownDifference.List.class)
public @interface KnownDifference {

    /**
     * The backend that differs.
     *
     * @return its name, for instance {@code postgres}
     */
    String on();

    /**
     * Where the difference is written up.
     *
     * @return for instance the number of an issue or of an entry in a list of differences
     */
    String id();

    /**
     * Why it is so, and what follows.
     *
     * @return a sentence
     */
    String reason();

    /** Several differences of one test. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @interface List {

        /**
         * The differences.
         *
         * @return one for each backend that differs
         */
        KnownDifference[] value();
    }
}
