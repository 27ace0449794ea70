package org.liftlock.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

/** The arrows of the design: each step hands an immutable value to the next and knows nothing of those that follow. */
@AnalyzeClasses(packages = "org.liftlock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String MIGRATION = "org.liftlock.migration.";

    @ArchTest
    private static final ArchRule findingsKnowNoStep = knowsNot(
            "finding", "source", "profile", "plan", "translate", "schema", "copy", "verify", "report", "target");

    @ArchTest
    private static final ArchRule sourceKnowsNoLaterStep =
            knowsNot("source", "profile", "plan", "translate", "schema", "copy", "verify", "report", "target");

    @ArchTest
    private static final ArchRule profileKnowsNoLaterStep =
            knowsNot("profile", "plan", "translate", "schema", "copy", "verify", "report", "target");

    @ArchTest
    private static final ArchRule planKnowsNoLaterStep =
            knowsNot("plan", "schema", "copy", "verify", "report", "target");

    @ArchTest
    private static final ArchRule translatorKnowsNoLaterStep =
            knowsNot("translate", "schema", "copy", "verify", "report", "target");

    @ArchTest
    private static final ArchRule schemaKnowsNoLaterStep = knowsNot("schema", "copy", "verify", "report");

    @ArchTest
    private static final ArchRule copyKnowsNoLaterStep = knowsNot("copy", "verify", "report");

    @ArchTest
    private static final ArchRule verifierSharesNothingWithTheCopier = knowsNot("verify", "copy", "value", "report");

    @ArchTest
    private static final ArchRule assessmentKnowsNoLaterStep = knowsNot("assessment", "copy", "verify", "report");

    @ArchTest
    private static final ArchRule noStepKnowsTheAssessment = noClasses()
            .that()
            .resideInAnyPackage(
                    MIGRATION + "source..",
                    MIGRATION + "profile..",
                    MIGRATION + "plan..",
                    MIGRATION + "copy..",
                    MIGRATION + "verify..",
                    MIGRATION + "target..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MIGRATION + "assessment..");

    @ArchTest
    private static final ArchRule targetKnowsNoStep =
            knowsNot("target", "source", "profile", "plan", "translate", "schema", "copy", "verify", "report");

    @ArchTest
    private static final ArchRule librariesKnowNoCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("org.liftlock.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.liftlock.cli..", "picocli..");

    @ArchTest
    private static final ArchRule onlyApplicationsBringALogger = noClasses()
            .that()
            .resideOutsideOfPackages("org.liftlock.cli..", "org.liftlock.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");

    @ArchTest
    private static final ArchRule onlyTheCommandLineWritesToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackage("org.liftlock.cli..")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    private static final ArchRule embeddedServerStandsAlone = noClasses()
            .that()
            .resideInAPackage("org.liftlock.pg..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.liftlock.migration..", "org.liftlock.dao..", "org.jooq..", "org.sqlite..");

    @ArchTest
    private static final ArchRule screenKnowsNoCommand = noClasses()
            .that()
            .resideInAPackage("org.liftlock.cli.screen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.liftlock.cli.command..", "picocli..", "java.sql..");

    @ArchTest
    private static final ArchRule internalsStayInside = classes()
            .should(new ArchCondition<>("use no internals of another library") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                        String target = dependency.getTargetClass().getPackageName();
                        int internal = (target + ".").indexOf(".internal.");
                        if (target.startsWith("org.liftlock.")
                                && internal >= 0
                                && !origin.getPackageName().startsWith(target.substring(0, internal))) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    }
                }
            });

    /** What jOOQ generates from the sample application's migrations. */
    private static final String GENERATED = "org.liftlock.sample.store.schema..";

    @ArchTest
    private static final ArchRule everyPackageSaysWhatItIs = classes()
            .that()
            .resideOutsideOfPackage(GENERATED)
            .should(new ArchCondition<>("be in a package with a package-info that is @NullMarked") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    boolean described = origin.getPackage()
                            .tryGetPackageInfo()
                            .filter(info -> info.isAnnotatedWith(NullMarked.class))
                            .isPresent();
                    if (!described) {
                        events.add(
                                SimpleConditionEvent.violated(origin, origin.getPackageName() + " is not described"));
                    }
                }
            });

    private static ArchRule knowsNot(String step, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = MIGRATION + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(MIGRATION + step + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }
}
