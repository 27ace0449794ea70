package org.liftlock.dao.test.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.test.BoundRepositories;

/**
 * What a data layer behind repositories promises, as rules to check with {@code rule.check(classes)}. Packages are written
 * as ArchUnit has them, {@code com.example.store..} with all below.
 *
 * <p>An application that does not keep a rule yet freezes it: {@code FreezingArchRule.freeze(rule).check(classes)} writes
 * down what violates it today, fails for what comes in addition, and takes out of its list what is set right.
 */
public final class DataLayerRules {

    private static final String[] SQL = {
        "java.sql..", "javax.sql..", "org.jooq..", "org.liftlock.dao.jooq..", "org.liftlock.dao.spi.."
    };

    private static final String[] DRIVERS = {"org.sqlite..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb.."
    };

    private static final String[] BACKENDS = {"org.liftlock.dao.sqlite..", "org.liftlock.dao.postgres.."};

    private DataLayerRules() {}

    /**
     * JDBC, jOOQ and the listeners of units of work are used by the implementations of repositories and by nothing above.
     *
     * @param below the packages of the implementations
     * @return the rule
     */
    public static ArchRule sqlOnlyIn(String... below) {
        return noClasses()
                .that(resideOutsideOfPackages(below))
                .should()
                .dependOnClassesThat(resideInAnyPackage(SQL))
                .as("SQL is only in " + String.join(", ", below))
                .because("what is above a repository runs on every backend")
                .allowEmptyShould(true);
    }

    /**
     * No class of a driver, a pool or a migration tool is seen above the implementations of repositories.
     *
     * @param below the packages of the implementations
     * @return the rule
     */
    public static ArchRule driversOnlyIn(String... below) {
        return noClasses()
                .that(resideOutsideOfPackages(below))
                .should()
                .dependOnClassesThat(resideInAnyPackage(DRIVERS))
                .as("drivers, pools and migrations are only in " + String.join(", ", below))
                .because("what is above a repository runs on every backend")
                .allowEmptyShould(true);
    }

    /**
     * The backends of Liftlock are named where repositories are implemented and where the database is opened.
     *
     * @param wiring the packages of both
     * @return the rule
     */
    public static ArchRule backendsOnlyIn(String... wiring) {
        return noClasses()
                .that(resideOutsideOfPackages(wiring))
                .should()
                .dependOnClassesThat(resideInAnyPackage(BACKENDS))
                .as("backends are only named in " + String.join(", ", wiring))
                .because("nothing else is to know which database it runs on")
                .allowEmptyShould(true);
    }

    /**
     * No method of an interface declares an SQLException.
     *
     * @return the rule
     */
    public static ArchRule noSqlExceptionInInterfaces() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areInterfaces()
                .should(new NotThrowSqlException())
                .as("no interface speaks of SQLException")
                .because("callers decide by the kind of a DaoException, which is the same on every backend")
                .allowEmptyShould(true);
    }

    /**
     * Each repository that modules bind is used in a class with {@link org.liftlock.dao.test.BackendContract}, or in one that
     * is nested there. The classes that are checked include the tests.
     *
     * @param modules the modules of the application
     * @return the rule
     */
    public static ArchRule everyRepositoryHasAContract(RepositoryModule... modules) {
        List<String> bound = BoundRepositories.of(List.of(modules)).stream()
                .map(Class::getName)
                .toList();
        return classes()
                .that(DescribedPredicate.<JavaClass>describe(
                        "are bound as repositories", type -> bound.contains(type.getFullName())))
                .should(new HaveAContract())
                .as("every repository has a contract")
                .because("only what a contract says is the same on every backend");
    }
}
