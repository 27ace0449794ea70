package org.liftlock.migration.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;

class ValueFormsTest {

    private static final String NUMBERS =
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000) ";

    @TempDir
    Path folder;

    private ValueForms forms(String declaredType, String... values) throws SQLException {
        Path file = folder.resolve("forms.sqlite");
        Sqlite.run(file, "DROP TABLE IF EXISTS t", "CREATE TABLE t(c " + declaredType + ")");
        for (String value : values) {
            Sqlite.run(file, "INSERT INTO t VALUES (" + value + ")");
        }
        return profile(file, 1).tables().get(0).columns().get(0).forms();
    }

    private static DatabaseProfile profile(Path file, int readers) {
        SourceOptions defaults = SourceOptions.defaults();
        try (SqliteSource source =
                SqliteSource.open(file, new SourceOptions(readers, defaults.offline(), defaults.workFolder()))) {
            ZoneId vienna = ZoneId.of("Europe/Vienna");
            return new DatabaseProfiler(source, false, (table, column) -> vienna, RunListener.NONE).profile();
        }
    }

    @Test
    void knowsUuidsByTheirSpelling() throws SQLException {
        String lower = "'0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f'";
        assertThat(forms("TEXT", lower, "NULL", "''").uuids()).isEqualTo(new UuidForms(1, 0, false, true));
        assertThat(forms("TEXT", lower.toUpperCase(Locale.ROOT)).uuids()).isEqualTo(new UuidForms(1, 0, false, false));
        assertThat(forms("TEXT", lower, "'0B5E9EE1-5B1A-4C3E-8F0E-7A1F0C2D3E4F'")
                        .uuids())
                .isEqualTo(new UuidForms(2, 0, true, false));
        assertThat(forms("TEXT", lower.replace("-", "")).uuids()).isEqualTo(new UuidForms(1, 0, false, false));
        assertThat(forms("BLOB", "x'0b5e9ee15b1a4c3e8f0e7a1f0c2d3e4f'").uuids())
                .isEqualTo(new UuidForms(0, 1, false, false));
    }

    @Test
    void refutesUuidsAtTheFirstOtherValue() throws SQLException {
        String uuid = "'0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f'";
        assertThat(forms("TEXT", uuid, "'0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4g'").uuids())
                .isNull();
        assertThat(forms("TEXT", uuid, "'0b5e9ee15-b1a-4c3e-8f0e-7a1f0c2d3e4f'").uuids())
                .isNull();
        assertThat(forms("", uuid, "1").uuids()).isNull();
        assertThat(forms("", uuid, "1.5").uuids()).isNull();
        assertThat(forms("BLOB", "x'00112233445566778899aabbccddeeff00'").uuids())
                .isNull();
        assertThat(forms("BLOB", "x'0b5e9ee15b1a003e8f0e7a1f0c2d3e4f'").uuids())
                .as("no version")
                .isNull();
        assertThat(forms("TEXT", "''", "NULL").uuids()).isNull();
    }

    @Test
    void countsFewValuesAndGivesUpOnMany() throws SQLException {
        assertThat(forms("BOOL", "1", "'t'", "1", "''", "NULL", "2").distinct())
                .extracting(value -> value.storageClass() + " " + value.word() + ": "
                        + value.rows().words())
                .containsExactly(
                        "INTEGER 1: 2 rows (rowid 1, rowid 3)",
                        "TEXT t: 1 row (rowid 2)",
                        "TEXT : 1 row (rowid 4)",
                        "INTEGER 2: 1 row (rowid 6)");
        assertThat(forms("INT", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
                        .distinct())
                .hasSize(12);
        assertThat(forms("INT", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13")
                        .distinct())
                .isEmpty();
        assertThat(forms("", "'a'", "x'00'").distinct()).isEmpty();
        assertThat(forms("TEXT", "'" + "x".repeat(41) + "'").distinct()).isEmpty();
    }

    @Test
    void countsPlausibleTimesByUnit() throws SQLException {
        EpochForms epochs = Objects.requireNonNull(forms("DATETIME", "1627303906122", "0", "2459421.5", "1627303906")
                .epochs());
        assertThat(epochs.zeros().words()).isEqualTo("1 row (rowid 2)");
        assertThat(epochs.plausible(EpochRange.UNIX_MILLISECONDS)).isEqualTo(1);
        assertThat(epochs.plausible(EpochRange.UNIX_SECONDS)).isEqualTo(1);
        assertThat(epochs.plausible(EpochRange.JULIAN_DAYS)).isEqualTo(1);
        assertThat(epochs.plausible(EpochRange.UNIX_MICROSECONDS)).isZero();
        assertThat(epochs.implausible(EpochRange.UNIX_MILLISECONDS).words()).isEqualTo("2 rows (rowid 3, rowid 4)");
        assertThat(forms("INTEGER", "1627303906122").epochs())
                .as("nothing points to times")
                .isNull();
    }

    @Test
    void findsTimesThatTheClocksSkipOrShowTwice() throws SQLException {
        ValueForms forms = forms(
                "TIMESTAMP",
                "'2024-03-31 01:59:59'",
                "'2024-03-31 02:00:00'",
                "'2024-03-31T02:59:59.999'",
                "'2024-03-31 03:00:00'",
                "'2024-10-27 01:59:59'",
                "'2024-10-27 02:00:00'",
                "'2024-10-27 02:59:59'",
                "'2024-10-27 03:00:00'",
                "'2024-10-27 02:30:00Z'",
                "'2150-03-29 02:30:00'");
        assertThat(forms.inGap().words()).isEqualTo("3 rows (rowid 2, rowid 3, rowid 10)");
        assertThat(forms.inOverlap().words()).isEqualTo("2 rows (rowid 6, rowid 7)");
    }

    @Test
    void findsTheSameInPartsAsInOnePass() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("parts.sqlite"),
                "CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, state TEXT, many TEXT, seen_at INTEGER, at TIMESTAMP)",
                NUMBERS + "INSERT INTO t SELECT n * 1000, printf('%08x-5b1a-4c3e-8f0e-7a1f0c2d3e4f', n),"
                        + " CASE WHEN n < 1500 THEN 'open' WHEN n < 1990 THEN 'closed' ELSE '' END,"
                        + " 'v' || (n / 200), CASE WHEN n % 7 = 0 THEN 0 ELSE 1600000000 + n END,"
                        + " CASE WHEN n > 1700 THEN '2024-03-31 02:30:00' ELSE '2024-10-27 02:30:00' END FROM numbers",
                "INSERT INTO t VALUES (9000000, '0B5E9EE1-5B1A-4C3E-8F0E-7A1F0C2D3E4F', 'new', 'v11', 5, '2024-01-01')");

        DatabaseProfile inParts = profile(file, 3);

        assertThat(inParts).isEqualTo(profile(file, 1));
        ValueForms state = inParts.tables().get(0).columns().get(2).forms();
        assertThat(state.distinct()).extracting(DistinctValue::word).containsExactly("open", "closed", "", "new");
        assertThat(inParts.tables().get(0).columns().get(3).forms().distinct()).hasSize(12);
        assertThat(inParts.tables().get(0).columns().get(1).forms().uuids())
                .isEqualTo(new UuidForms(2001, 0, true, false));
    }
}
