package org.liftlock.sample.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;
import org.liftlock.dao.test.IsolatedBy;
import org.liftlock.dao.test.IsolationMode;
import org.liftlock.sample.store.MusicRepositories;

/** That {@code db/schema.txt} is what the migrations make on every database, and is looked at when one is opened. */
@BackendContract(MusicRepositories.class)
public abstract class SchemaFileContract {

    private static String schemaFile() throws IOException {
        try (InputStream in = Objects.requireNonNull(MusicRepositories.class.getResourceAsStream("/db/schema.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void saysWhatTheMigrationsMake(Database database) throws IOException {
        assertThat(schemaFile())
                .as("db/schema.txt, which is to be replaced by what was expected here")
                .isEqualTo(SchemaDescription.of(database).toText());
    }

    @Test
    @IsolatedBy(IsolationMode.CLONE)
    void opensNoOtherSchema(ContractDatabase direct) throws Exception {
        direct.open(DatabaseBuilder::withoutMigrations).close();
        direct.execute("alter table listener add column shoe_size integer");

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> direct.open(DatabaseBuilder::withoutMigrations))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(
                        failure -> assertThat(failure.line()).contains("listener.shoe_size: expected no such column"));
    }
}
