package org.liftlock.sample.schema;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.liftlock.dao.jooq.schema.MigrationFolders;

class MigrationFoldersTest {

    @Test
    void haveTheSameVersions() {
        assertThatCode(() -> MigrationFolders.requireSameVersions("classpath:db/sqlite", "classpath:db/postgres"))
                .doesNotThrowAnyException();
    }
}
