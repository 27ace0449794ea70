package org.liftlock.migration.construct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Moves the databases of real applications and counts what has become of each of their constructs. */
class CorpusTest {

    @Test
    void losesNothingOfAnyApplicationWithoutNamingIt(@TempDir Path folder) throws Exception {
        List<String> losses = new ArrayList<>();
        List<Path> databases = Corpus.databases();
        try (TestDatabase database = TestPostgres.freshDatabase();
                Connection connection = database.connect()) {
            for (Path file : databases) {
                Path copy = folder.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                for (String loss : Move.into(database, connection, "moved", copy)) {
                    losses.add(file.getFileName() + ": " + loss);
                }
            }
        }
        assertThat(databases).isNotEmpty();
        assertThat(losses).isEmpty();
    }
}
