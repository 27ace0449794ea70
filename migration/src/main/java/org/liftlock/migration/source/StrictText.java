package org.liftlock.migration.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes text without replacement characters. Stateless and thread-safe. */
public final class StrictText {

    private StrictText() {}

    /**
     * Decodes UTF-8.
     *
     * @param bytes what SQLite stores as TEXT
     * @return the text, or nothing if it is no UTF-8
     */
    public static Optional<String> decode(byte[] bytes) {
        return decode(bytes, StandardCharsets.UTF_8);
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(strict(charset).decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static byte[] recode(byte[] bytes, Charset from) {
        return decode(bytes, from)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(bytes);
    }

    /**
     * Decodes UTF-8 for the eyes only.
     *
     * @param bytes any bytes
     * @return the text, with replacement characters where it is no UTF-8
     */
    public static String lenient(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Whether bytes are UTF-8 as the Unicode standard defines it (no surrogates, no overlong forms).
     *
     * @param bytes any bytes
     * @return true if they are
     */
    public static boolean isUtf8(byte[] bytes) {
        return isUtf8(bytes, 0, bytes.length);
    }

    /**
     * Whether a part of an array is UTF-8 as the Unicode standard defines it (no surrogates, no overlong forms).
     *
     * @param bytes any bytes
     * @param from where the part begins
     * @param length how many bytes it has
     * @return true if it is
     */
    public static boolean isUtf8(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            if (bytes[at] >= 0) {
                at++;
            } else {
                int count = sequence(bytes, at, end);
                if (count == 0) {
                    return false;
                }
                at += count;
            }
        }
        return true;
    }

    /**
     * How many bytes the character beyond ASCII takes that begins here, or 0 if it is ill-formed (Unicode standard, table 3-7:
     * only the range of the second byte depends on the first).
     */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int count = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (at + count > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + count; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return count;
    }
}
