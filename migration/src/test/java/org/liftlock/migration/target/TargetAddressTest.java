package org.liftlock.migration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.MigrationException;

class TargetAddressTest {

    private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

    @TempDir
    private Path folder;

    @BeforeEach
    void useNoPasswordFileOfTheMachine() {
        System.setProperty(PASSWORD_FILE, folder.resolve("none").toString());
    }

    @AfterEach
    void forgetPasswordFile() {
        System.clearProperty(PASSWORD_FILE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://anna@db/music                         | jdbc:postgresql://db:5432/music?user=anna
                    postgres://anna@db:6543/music?sslmode=require      | jdbc:postgresql://db:6543/music?user=anna&sslmode=require
                    postgresql://anna@db                               | jdbc:postgresql://db:5432/anna?user=anna
                    postgresql://anna@[::1]:7/x                        | jdbc:postgresql://[::1]:7/x?user=anna
                    postgresql://anna@a:1,b:2/x                        | jdbc:postgresql://a:1,b:2/x?user=anna
                    postgresql://anna@a,b/x                            | jdbc:postgresql://a:5432,b:5432/x?user=anna
                    postgresql:///x?user=anna&host=h&port=9            | jdbc:postgresql://h:9/x?user=anna
                    postgresql://an%40na@h/m%C3%BCsik%20x              | jdbc:postgresql://h:5432/m%C3%BCsik%20x?user=an%40na
                    postgresql://anna@h/x?application_name=me          | jdbc:postgresql://h:5432/x?user=anna&ApplicationName=me
                    postgresql://anna@h/x?options=-c%20work_mem%3D1MB  | jdbc:postgresql://h:5432/x?user=anna&options=-c%20work_mem%3D1MB
                    postgresql://anna@h/x?sslrootcert=/etc/ca.pem      | jdbc:postgresql://h:5432/x?user=anna&sslrootcert=%2Fetc%2Fca.pem
                    jdbc:postgresql://h:9/x?user=anna                  | jdbc:postgresql://h:9/x?user=anna
                    jdbc:postgresql://h1,h2:9/x?user=anna&ssl=true     | jdbc:postgresql://h1:5432,h2:9/x?user=anna&ssl=true
                    """)
    void readsEveryForm(String text, String url) {
        assertThat(TargetDatabase.parse(text, Map.of()).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:S3cr%3At@db/music",
                "postgresql://db/music?user=anna&password=S3cr%3At",
                "jdbc:postgresql://db/music?user=anna&password=S3cr%3At",
            })
    void takesPasswordFromAddressAndNeverShowsIt(String text) {
        TargetDatabase target = TargetDatabase.parse(text, Map.of());

        assertThat(new AddressParser(Map.of()).parse(text).password()).isEqualTo("S3cr:t");
        assertThat(target.hints()).singleElement().asString().contains("env:NAME");
        assertThat(target.url() + target + target.psqlCommand() + target.place() + target.hints())
                .doesNotContain("S3cr");
    }

    @Test
    void readsAddressFromVariableWithoutHint() {
        TargetDatabase target =
                TargetDatabase.parse("env:TARGET", Map.of("TARGET", "postgresql://anna:S3cret@db/music\n"));

        assertThat(target.place()).isEqualTo("db:5432/music");
        assertThat(target.hints()).isEmpty();
    }

    @Test
    void readsVariablesOfPsqlWhenThereIsNoAddress() {
        Map<String, String> environment =
                Map.of("PGHOST", "db", "PGPORT", "6", "PGUSER", "anna", "PGDATABASE", "music", "PGSSLMODE", "require");

        assertThat(TargetDatabase.parse(null, environment).url())
                .isEqualTo("jdbc:postgresql://db:6/music?user=anna&sslmode=require");
    }

    @Test
    void fillsWhatUriLeavesOutFromVariables() {
        Map<String, String> environment =
                Map.of("PGHOST", "elsewhere", "PGPORT", "6", "PGUSER", "anna", "PGPASSWORD", "S3cret");

        TargetAddress address = new AddressParser(environment).parse("postgresql://db/music");

        assertThat(address.publicJdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/music?user=anna");
        assertThat(address.password()).isEqualTo("S3cret");
    }

    @Test
    void waitsForTheLoginAsLongAsForTheSocketAtEachHost() {
        TargetAddress address =
                new AddressParser(Map.of()).parse("postgresql://anna@first,second/music?connect_timeout=60");

        assertThat(address.driverProperties())
                .containsEntry("connectTimeout", "60")
                .containsEntry("loginTimeout", "120");
    }

    @Test
    void findsPasswordInPasswordFileForEveryHost() throws Exception {
        Path file = Files.writeString(folder.resolve("pgpass"), "second:7:music:anna:S3cret\n");
        System.setProperty(PASSWORD_FILE, file.toString());

        TargetAddress address = new AddressParser(Map.of()).parse("postgresql://anna@first,second:7/music");

        assertThat(address.password()).isEqualTo("S3cret");
    }

    @Test
    void psqlCommandNeedsNoPasswordAndSurvivesTheShell() {
        TargetDatabase target =
                TargetDatabase.parse("postgresql://anna:S3cret@db/it's%20music?sslmode=require", Map.of());

        assertThat(target.psqlCommand())
                .isEqualTo("psql postgresql://anna@db:5432/it%27s%20music?sslmode=require"
                        .replace("psql ", "psql '")
                        .concat("'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    host=db password=S3cret dbname=x      | no address of a PostgreSQL database
                    mysql://anna:S3cret@db/x              | no address of a PostgreSQL database
                    db                                    | no address of a PostgreSQL database
                    postgresql://anna:S3cr/et@db/x        | A port is no number
                    postgresql://anna:S3cr@et@db/x        | A host has characters
                    postgresql://anna:S3cr%zzet@db/x      | percent sign
                    postgresql://anna@%2Fvar%2Frun/x      | Unix-domain sockets
                    postgresql:///x?host=/var/run         | Unix-domain sockets
                    postgresql://a:1,b:2,c/x?port=1,2     | not as many ports
                    postgresql://[::1/x                   | closing bracket
                    postgresql://db/x?service=prod        | Service files
                    postgresql://db/x?sslmode=always      | sslmode
                    postgresql://db/x?connect_timeout=1m  | connect_timeout
                    postgresql://db/x?passfile=S3cret     | parameter: passfile
                    postgresql://db/x?password            | name=value
                    jdbc:postgresql://h:xx/x?password=S3cret | JDBC URL of the target cannot be read
                    jdbc:mysql://h/x?password=S3cret      | no address of a PostgreSQL database
                    env:NOWHERE                           | variable: NOWHERE
                    """)
    void refusesInOneLineThatRepeatsNoPassword(String text, String message) {
        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> TargetDatabase.parse(text, Map.of()));

        assertThat(refusal.reason()).isEqualTo(MigrationException.Cause.INPUT);
        assertThat(refusal.line()).contains(message).doesNotContain("S3cr").doesNotContain("\n");
        assertThat(refusal.remedy()).isNotEmpty();
    }

    @Test
    void saysThatServicesAreNotRead() {
        Map<String, String> environment = Map.of("PGSERVICE", "prod");

        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> TargetDatabase.parse(null, environment));

        assertThat(refusal.line()).contains("PGSERVICE");
        assertThat(TargetDatabase.parse("postgresql://db/x", environment).hints())
                .singleElement()
                .asString()
                .contains("PGSERVICE");
    }
}
