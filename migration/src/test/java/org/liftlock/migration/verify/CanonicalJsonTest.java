package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private final CanonicalJson json = new CanonicalJson();

    private byte[] form(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(json.read(utf8, 0, utf8.length)).as(text).isTrue();
        return Arrays.copyOf(json.bytes(), json.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "b" : 1 , "a" : [ ] }                | {"a":[],"b":1}
            {"bb":1,"a":{"y":1,"x":2},"é":3}       | {"é":3,"a":{"x":2,"y":1},"bb":1}
            "\\u00e9\\ud83d\\ude00\\/"             | "é😀/"
            100                                    | 1e2
            1.50                                   | 15E-1
            -0.0                                   | 0
            0.000                                  | 0e7
            123456789012345678                     | 123456789012345678.000
            1234567890123456789                    | 123456789012345678.9e1
            1234567890123456789000                 | 1.234567890123456789e21
            100000000000000000000                  | 1e20
            0.1234567890123456789                  | 1234567890123456789e-19
            """)
    void givesOneFormToAllSpellings(String one, String other) {
        assertThat(HexFormat.of().formatHex(form(one))).isEqualTo(HexFormat.of().formatHex(form(other)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                      | "1"
            1                      | -1
            1                      | 10
            0.1                    | 0.01
            1234567890123456789    | 1234567890123456780
            "a"                    | "a "
            ["ab","c"]             | ["a","bc"]
            [[1],2]                | [[1,2]]
            {"a":{"b":1},"c":2}    | {"a":{"b":1,"c":2}}
            {"a":1,"b":2}          | {"a":2,"b":1}
            {}                     | []
            null                   | "null"
            true                   | false
            """)
    void keepsDifferentDocumentsApart(String one, String other) {
        assertThat(HexFormat.of().formatHex(form(one)))
                .isNotEqualTo(HexFormat.of().formatHex(form(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1", "[1,]", "1 2", "nothing", "1e99999999999", "\"a"})
    void refusesWhatIsNoDocument(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        assertThat(json.read(utf8, 0, utf8.length)).isFalse();
    }

    @Test
    void showsADocumentAgain() {
        byte[] form = form("{\"b\":[1.50,-200,null,true,{}],\"a\":\"é\",\"n\":12345678901234567890123}");

        assertThat(CanonicalJson.show(form, 0))
                .isEqualTo("{\"a\":\"é\",\"b\":[1.5,-2E+2,null,true,{}],\"n\":12345678901234567890123}");
    }
}
