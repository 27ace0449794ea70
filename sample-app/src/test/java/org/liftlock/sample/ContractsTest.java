package org.liftlock.sample;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.test.architecture.DataLayerRules;
import org.liftlock.sample.store.MusicRepositories;

class ContractsTest {

    @Test
    void thereIsOneForEachRepository() {
        DataLayerRules.everyRepositoryHasAContract(new MusicRepositories())
                .check(new ClassFileImporter().importPackages("org.liftlock.sample"));
    }
}
