package org.liftlock.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.test.architecture.DataLayerRules;
import org.liftlock.integration.architecture.store.House;

/** The rules on an application that violates each of them. */
class DataLayerRulesTest {

    private static final String STORE = "org.liftlock.integration.architecture.store..";
    private static final String WEB = "org.liftlock.integration.architecture.web..";

    private final JavaClasses classes =
            new ClassFileImporter().importPackages(List.of(STORE.replace("..", ""), WEB.replace("..", "")));

    private List<String> violations(ArchRule rule) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    @Test
    void keepsSqlBelowTheRepositories() {
        assertThat(violations(DataLayerRules.sqlOnlyIn(STORE)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("SqlInAPage"))
                .anySatisfy(line -> assertThat(line).contains("java.sql.Connection"))
                .anySatisfy(line -> assertThat(line).contains("org.jooq.impl.DSL"));
        assertThat(violations(DataLayerRules.sqlOnlyIn(STORE, WEB))).isEmpty();
    }

    @Test
    void keepsDriversAndBackendsBelow() {
        assertThat(violations(DataLayerRules.driversOnlyIn(STORE)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("DriverInAPage", "org.sqlite."));
        assertThat(violations(DataLayerRules.backendsOnlyIn(STORE)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("DriverInAPage", "SqliteDatabase"));
        assertThat(violations(DataLayerRules.backendsOnlyIn(STORE, WEB))).isEmpty();
    }

    @Test
    void keepsSqlExceptionsOutOfInterfaces() {
        assertThat(violations(DataLayerRules.noSqlExceptionInInterfaces()))
                .singleElement()
                .asString()
                .contains("Attic.boxes()", "declares an SQLException");
    }

    @Test
    void asksForAContractOfEachRepository() {
        assertThat(violations(DataLayerRules.everyRepositoryHasAContract(new House())))
                .singleElement()
                .asString()
                .contains("store.Attic is used in no class with @BackendContract");
    }

    @Test
    void freezesWhatIsThereAndFailsForMore(@TempDir Path folder) {
        ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setProperty("freeze.store.default.path", folder.toString());
            configuration.setProperty("freeze.store.default.allowStoreCreation", "true");
            JavaClasses before = new ClassFileImporter().importPackages(STORE.replace("..", ""));
            ArchRule rule = FreezingArchRule.freeze(DataLayerRules.sqlOnlyIn("com.example.nowhere.."));

            rule.check(before);

            assertThatCode(() -> rule.check(before)).doesNotThrowAnyException();
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> rule.check(classes))
                    .withMessageContaining("SqlInAPage")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("JooqShelf"));
        });
    }
}
