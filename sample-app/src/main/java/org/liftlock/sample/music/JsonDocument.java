package org.liftlock.sample.music;

import java.util.regex.Pattern;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON document in one canonical spelling: keys in order, no blanks, numbers in plain digits. Documents that mean the
 * same are equal, whichever database they come back from.
 *
 * @param text the document; spelt anew when it is created
 */
public record JsonDocument(String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** An escaped U+0000, which a jsonb cannot hold: after an even number of backslashes, or none. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u0000");

    /**
     * Spells the document.
     *
     * @param text the document as anybody wrote it
     * @throws DaoException {@link ErrorKind#BAD_DATA} if it is no JSON, has a key twice or holds U+0000
     */
    public JsonDocument {
        text = canonical(text);
    }

    private static String canonical(String text) {
        String canonical;
        try {
            canonical = MAPPER.writeValueAsString(MAPPER.readValue(text, Object.class));
        } catch (JacksonException e) {
            throw new DaoException(ErrorKind.BAD_DATA, "The text is no JSON document, or has a key twice", e);
        }
        if (canonical.contains("\\u0000") && ESCAPED_NUL.matcher(canonical).find()) {
            throw new DaoException(ErrorKind.BAD_DATA, "A JSON document holds U+0000");
        }
        return canonical;
    }
}
