package org.liftlock.migration.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":[1,-2.50,1e3],"b":"xé😀"} | JSONB
            12345678901234567890.5         | JSONB
            1e131071                       | JSONB
            1e131072                       | JSON
            1e-16383                       | JSONB
            [1e-16384]                     | JSON
            1e99999999999                  | JSON
            {"a":1,"a":2}                  | JSON
            {"a\\u0000b":1}                | JSON
            "\\u0000"                      | JSON
            "\\ud83d\\ude00"               | JSONB
            "\\ud83d"                      | JSON
            "\\ude00x"                     | JSON
            {"a":1                         | TEXT
            1 2                            | TEXT
            nothing                        | TEXT
            """)
    void saysWhatPostgresCanKeep(String text, JsonText.Kind kind) {
        assertThat(JsonText.classify(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
    }
}
