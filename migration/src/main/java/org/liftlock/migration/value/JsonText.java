package org.liftlock.migration.value;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Tells which of PostgreSQL's JSON types can hold a text without loss. Stateless and thread-safe. */
public final class JsonText {

    /** What a text is, from the strictest type to none. */
    public enum Kind {
        /** jsonb keeps the parsed document. */
        JSONB,
        /** A valid document that jsonb would refuse or change: duplicate keys, U+0000, lone surrogates, huge numbers. */
        JSON,
        /** No JSON document. */
        TEXT
    }

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    private static final JsonFactory NO_DUPLICATES = FACTORY.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** PostgreSQL's numeric has at most 131072 digits before the point and 16383 behind it. */
    private static final int MOST_DIGITS_BEFORE_POINT = 131_072;

    private static final int MOST_DIGITS_BEHIND_POINT = 16_383;

    private JsonText() {}

    /**
     * Classifies a text.
     *
     * @param utf8 the text in UTF-8
     * @return what it is
     */
    public static Kind classify(byte[] utf8) {
        return classify(utf8, 0, utf8.length);
    }

    /**
     * Classifies a text that is a part of an array.
     *
     * @param utf8 the text in UTF-8, and what stands around it
     * @param from where it begins
     * @param length how many bytes it has
     * @return what it is
     */
    public static Kind classify(byte[] utf8, int from, int length) {
        if (parse(utf8, from, length)) {
            return Kind.JSONB;
        }
        return isDocument(utf8, from, length) ? Kind.JSON : Kind.TEXT;
    }

    private static boolean parse(byte[] utf8, int from, int length) {
        try (JsonParser parser = NO_DUPLICATES.createParser(utf8, from, length)) {
            if (parser.nextToken() == null) {
                return false;
            }
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (!isKept(parser, token)) {
                    return false;
                }
                if (depth == 0) {
                    return parser.nextToken() == null;
                }
            } while (parser.nextToken() != null);
            return false;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isKept(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
            return isStorable(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return isNumeric(parser.getString());
        }
        return true;
    }

    private static boolean isNumeric(String text) {
        if (text.length() <= MOST_DIGITS_BEHIND_POINT && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return true;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return (long) number.precision() - number.scale() <= MOST_DIGITS_BEFORE_POINT
                    && number.scale() <= MOST_DIGITS_BEHIND_POINT;
        } catch (NumberFormatException e) {
            // Its exponent is beyond 32 bits.
            return false;
        }
    }

    private static boolean isStorable(char[] characters, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char c = characters[i];
            if (c == 0) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == from + length || !Character.isLowSurrogate(characters[i + 1])) {
                    return false;
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDocument(byte[] utf8, int from, int length) {
        try (JsonParser parser = FACTORY.createParser(utf8, from, length)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
