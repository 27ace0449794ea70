package org.liftlock.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.liftlock.dao.test.architecture.DataLayerRules;

/** Above the repositories nothing knows on which database it runs. */
@AnalyzeClasses(packages = "org.liftlock.sample", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "org.liftlock.sample.music..",
        "org.liftlock.sample.listener..",
        "org.liftlock.sample.playlist..",
        "org.liftlock.sample.history.."
    };

    @ArchTest
    private static final ArchRule onlyTheStartNamesABackend =
            DataLayerRules.backendsOnlyIn("org.liftlock.sample.start..");

    /** The generator writes a SQLite file as an application before the move did, past every repository. */
    @ArchTest
    private static final ArchRule sqlStaysBelow =
            DataLayerRules.sqlOnlyIn("org.liftlock.sample.store..", "org.liftlock.sample.library..");

    @ArchTest
    private static final ArchRule onlyTheStoreKnowsJooq = noClasses()
            .that()
            .resideOutsideOfPackage("org.liftlock.sample.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "org.liftlock.dao.jooq..");

    @ArchTest
    private static final ArchRule driversStayBelow = DataLayerRules.driversOnlyIn("org.liftlock.sample.store..");

    @ArchTest
    private static final ArchRule interfacesSpeakOfNoSqlException = DataLayerRules.noSqlExceptionInInterfaces();

    @ArchTest
    private static final ArchRule domainStandsAlone = classes()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.liftlock.dao",
                    "tools.jackson..",
                    DOMAIN[0],
                    DOMAIN[1],
                    DOMAIN[2],
                    DOMAIN[3]);

    @ArchTest
    private static final ArchRule webKnowsInterfacesOfRepositoriesAlone = noClasses()
            .that()
            .resideInAPackage("org.liftlock.sample.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.liftlock.sample.store..", "org.liftlock.sample.start..");
}
