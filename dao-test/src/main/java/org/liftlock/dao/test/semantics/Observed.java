package org.liftlock.dao.test.semantics;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test of what each backend does where nobody keeps the rule. It fails when a driver or a server has changed: the rule may
 * not be needed any more, or may need to say more. On a backend that nobody has observed it is aborted.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
public @interface Observed {

    /**
     * The difference.
     *
     * @return the id of a {@link Difference}
     */
    String value();
}
