package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

class PostgresConfigTest {

    @Test
    void takesUserAndPasswordOutOfAUrl() {
        PostgresConfig config = PostgresConfig.url(
                "jdbc:postgresql://db.example:5433/music?user=an%20na&sslmode=verify-full&password=s%26cret");

        assertThat(config.url()).isEqualTo("jdbc:postgresql://db.example:5433/music?sslmode=verify-full");
        assertThat(config.user()).contains("an na");
        assertThat(config.password()).contains("s&cret");
        assertThat(config.toString())
                .doesNotContain("cret")
                .contains("password=***")
                .contains("an na");
    }

    @Test
    void showsNoPasswordOfAKey() {
        PostgresConfig config = PostgresConfig.url(
                        "jdbc:postgresql://localhost:1/music?sslpassword=s%26cret&sslmode=disable")
                .poolSize(1);

        assertThat(config.toString()).doesNotContain("cret").contains("sslmode=disable");
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> PostgresDatabase.builder(config).open())
                .satisfies(failure -> assertThat(failure.line()).doesNotContain("cret"));
    }

    @Test
    void leavesAUrlWithoutParametersAsItIs() {
        PostgresConfig config = PostgresConfig.url("jdbc:postgresql://localhost/music");

        assertThat(config.url()).isEqualTo("jdbc:postgresql://localhost/music");
        assertThat(config.user()).isEmpty();
        assertThat(config.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:sqlite:music.db", "postgresql://anna:secret@localhost/music"})
    void refusesAnotherUrlWithoutQuotingIt(String url) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> PostgresConfig.url(url))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(failure -> assertThat(failure.line()).doesNotContain("secret"));
    }

    @Test
    void followsTheEnvironmentAsPsqlDoes() {
        PostgresConfig config = PostgresConfig.fromEnvironment(Map.of(
                "PGHOST", "::1",
                "PGPORT", "5433",
                "PGDATABASE", "my music",
                "PGUSER", "anna",
                "PGPASSWORD", "secret",
                "PGSSLMODE", "require",
                "PGAPPNAME", "time machine",
                "PGCONNECT_TIMEOUT", "3"));

        assertThat(config.url()).isEqualTo("jdbc:postgresql://[::1]:5433/my%20music?sslmode=require");
        assertThat(config.user()).contains("anna");
        assertThat(config.password()).contains("secret");
        assertThat(config.applicationName()).isEqualTo("time machine");
        assertThat(config.timeouts().connect()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void hasTheDefaultsOfPsql() {
        PostgresConfig config = PostgresConfig.fromEnvironment(Map.of("PGUSER", "anna", "PGHOST", ""));

        assertThat(config.url()).isEqualTo("jdbc:postgresql://localhost:5432/anna");
        assertThat(config.password()).isEmpty();
    }

    @Test
    void refusesVariablesThatItCannotFollow() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> PostgresConfig.fromEnvironment(Map.of("PGPORT", "five")))
                .satisfies(failure -> assertThat(failure.context()).containsEntry("variable", "PGPORT"));
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> PostgresConfig.fromEnvironment(Map.of("PGHOST", "/var/run/postgresql")));
    }

    @Test
    void refusesValuesOutOfRange() {
        PostgresConfig config = PostgresConfig.url("jdbc:postgresql://localhost/music");
        assertThatExceptionOfType(DaoException.class).isThrownBy(() -> config.poolSize(0));
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> config.timeouts().lock(Duration.ofMillis(999)));
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> config.timeouts().statement(Duration.ofDays(2)));
    }
}
