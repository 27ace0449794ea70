package org.liftlock.sample.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

class JsonDocumentTest {

    @Test
    void equalsADocumentThatMeansTheSame() {
        JsonDocument spelt = new JsonDocument(" {\"b\" : [1, 1e3, 0.50], \"a\":\"\\u00fc\"}\n");

        assertThat(spelt.text()).isEqualTo("{\"a\":\"ü\",\"b\":[1,1000,0.5]}");
        assertThat(new JsonDocument(spelt.text())).isEqualTo(spelt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"a\":1,\"a\":1}", "'x'", "NaN"})
    void refusesWhatIsNoDocument(String text) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> new JsonDocument(text))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }
}
