package org.liftlock.migration.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes text without replacement characters. Stateless and thread-safe. */
public final class StrictText {

    private static final int PIECE = 1 << 13;

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
        int i = from;
        int end = from + length;
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        if (i == end) {
            return true;
        }
        // In pieces, since a large text would take three times its size otherwise.
        CharsetDecoder decoder = strict(StandardCharsets.UTF_8);
        ByteBuffer in = ByteBuffer.wrap(bytes, i, end - i);
        CharBuffer piece = CharBuffer.allocate(Math.min(end - i + 1, PIECE));
        CoderResult result;
        do {
            piece.clear();
            result = decoder.decode(in, piece, true);
        } while (result.isOverflow());
        return !result.isError();
    }
}
