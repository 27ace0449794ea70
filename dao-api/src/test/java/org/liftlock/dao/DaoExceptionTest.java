package org.liftlock.dao;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DaoExceptionTest {

    @Test
    void tellsKindMessageAndValuesInOneLine() {
        DaoException exception = new DaoException(ErrorKind.DUPLICATE_KEY, "A key is taken already")
                .with(DaoException.TABLE, "track")
                .with(DaoException.COLUMN, "id\nx");

        assertThat(exception.line()).isEqualTo("DUPLICATE_KEY: A key is taken already (table: track, column: id x)");
        assertThat(exception.table()).contains("track");
        assertThat(exception.constraint()).isEmpty();
        assertThat(exception).hasMessage("A key is taken already");
    }

    @Test
    void tellsNoBracketsWithoutValues() {
        assertThat(new DaoException(ErrorKind.TIMEOUT, "Too late").line()).isEqualTo("TIMEOUT: Too late");
    }
}
