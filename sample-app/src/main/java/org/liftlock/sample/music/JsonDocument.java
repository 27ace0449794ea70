package org.liftlock.sample.music;

import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON document in one canonical spelling: keys in order, no blanks, numbers in plain digits without trailing zeros.
 * Documents that mean the same are equal, whichever database they come back from. Immutable, which a tree is not.
 *
 * @param text the document; spelt anew when it is created
 */
public record JsonDocument(String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /**
     * Spells the document.
     *
     * @param text the document as anybody wrote it
     * @throws DaoException {@link ErrorKind#BAD_DATA} if it is no JSON or has a key twice
     */
    public JsonDocument {
        text = canonical(text);
    }

    private static String canonical(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!tree.isMissingNode()) {
                return MAPPER.writeValueAsString(tree);
            }
        } catch (JacksonException e) {
            throw new DaoException(ErrorKind.BAD_DATA, "The text is no JSON document, or has a key twice", e);
        }
        throw new DaoException(ErrorKind.BAD_DATA, "The text is no JSON document, or has a key twice");
    }
}
