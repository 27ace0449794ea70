package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.dao.ErrorKind;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "23505, DUPLICATE_KEY",
        "23P01, DUPLICATE_KEY",
        "23503, FOREIGN_KEY",
        "23001, FOREIGN_KEY",
        "23502, NOT_NULL",
        "23514, CHECK",
        "P0001, RULE",
        "22003, BAD_DATA",
        "22001, BAD_DATA",
        "22021, BAD_DATA",
        "54000, BAD_DATA",
        "40001, CONFLICT",
        "40P01, CONFLICT",
        "55P03, LOCK_TIMEOUT",
        "57014, CANCELLED",
        "25P04, TIMEOUT",
        "25006, READ_ONLY",
        "25P02, PROGRAMMING",
        "42601, PROGRAMMING",
        "21000, PROGRAMMING",
        "08006, UNREACHABLE",
        "28P01, UNREACHABLE",
        "3D000, UNREACHABLE",
        "53300, UNREACHABLE",
        "57P01, UNREACHABLE",
        "57P03, UNREACHABLE",
        "57P04, UNREACHABLE",
        "53100, STORAGE",
        "58030, STORAGE",
        "XX001, STORAGE",
        "0A000, UNSUPPORTED"
    })
    void givesEachStateItsKind(String state, ErrorKind kind) {
        SQLException failure = new SQLException(
                "wrapped", new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Mmessage\0")));
        assertThat(PostgresErrors.translate(failure).kind()).isEqualTo(kind);
    }

    @Test
    void findsTheEntryOfABatchInTextsOfAnyLanguage() {
        assertThat(PostgresErrors.failedEntry(failed("Batch entry 333 <unknown> was aborted: 7")))
                .isEqualTo(333);
        assertThat(PostgresErrors.failedEntry(failed("Batch-Eintrag 0 <unknown> wurde abgebrochen")))
                .isZero();
        assertThat(PostgresErrors.failedEntry(failed("Aborted"))).isNegative();
    }

    private static BatchUpdateException failed(String message) {
        return new BatchUpdateException(message, new int[0]);
    }
}
