package org.liftlock.dao.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liftlock.dao.RepositoryModule;

/**
 * Runs a whole test class, nested classes included, once for each backend on the class path. It belongs on an abstract
 * class, the contract; the class that is run says no more than {@code class TrackRepositoryTest extends
 * TrackRepositoryContract {}}.
 *
 * <p>Each test has a database of its own, migrated and without the rows of other tests. Constructors, {@code @BeforeEach},
 * {@code @AfterEach} and test methods may have parameters of these types: a repository interface that the modules bind,
 * {@link org.liftlock.dao.Database}, {@link org.liftlock.dao.Transactions}, {@link ContractDatabase}, {@link
 * org.liftlock.dao.spi.BackendProvider}, and the class of the configuration.
 *
 * <p>A test fails that leaves a unit of work, a stream, a connection or a database open. The class fails where there is no
 * backend, or where {@code LIFTLOCK_TEST_REQUIRE} names one that is missing, for instance {@code sqlite,postgres}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith(BackendContractExtension.class)
public @interface BackendContract {

    /**
     * The modules that bind the repositories.
     *
     * @return classes with a constructor without parameters; others are made by a {@link ContractConfiguration}
     */
    Class<? extends RepositoryModule>[] value() default {};
}
