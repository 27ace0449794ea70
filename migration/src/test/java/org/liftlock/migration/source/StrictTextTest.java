package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StrictTextTest {

    /** The bytes at which the rules change (Unicode standard, table 3-7), and their neighbours. */
    private static final int[] EDGES = {
        0x00, 0x41, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0x91, 0x9f, 0xa0, 0xa1, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
        0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xfe, 0xff
    };

    @Test
    void agreesWithTheDecoderOfThePlatformOnEverySequenceOfOneAndTwoBytes() {
        for (int first = 0; first < 256; first++) {
            requireAgreement((byte) first);
            for (int second = 0; second < 256; second++) {
                requireAgreement((byte) first, (byte) second);
            }
        }
    }

    @Test
    void agreesWithTheDecoderOfThePlatformWhereRulesChangeInThreeAndFourBytes() {
        for (int first : EDGES) {
            for (int second : EDGES) {
                for (int third : EDGES) {
                    requireAgreement((byte) first, (byte) second, (byte) third);
                    for (int fourth : EDGES) {
                        requireAgreement((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Test
    void looksAtNothingOutsideThePart() {
        byte[] bytes = "é€𝄞".getBytes(StandardCharsets.UTF_8);
        assertThat(StrictText.isUtf8(bytes, 0, bytes.length)).isTrue();
        assertThat(StrictText.isUtf8(bytes, 2, 3)).isTrue();
        assertThat(StrictText.isUtf8(bytes, 2, 2)).isFalse();
        assertThat(StrictText.isUtf8(bytes, 1, 1)).isFalse();
        assertThat(StrictText.isUtf8(bytes, 5, 3)).isFalse();
        assertThat(StrictText.isUtf8(bytes, 4, 0)).isTrue();
    }

    private static void requireAgreement(byte... sequence) {
        byte[] padded = new byte[sequence.length + 2];
        Arrays.fill(padded, (byte) 'x');
        System.arraycopy(sequence, 0, padded, 1, sequence.length);
        if (StrictText.isUtf8(sequence) != decodes(sequence) || StrictText.isUtf8(padded) != decodes(padded)) {
            assertThat(HexFormat.of().formatHex(sequence)).isEqualTo("judged as the platform's decoder does");
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
