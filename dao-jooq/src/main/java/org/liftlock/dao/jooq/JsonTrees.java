package org.liftlock.dao.jooq;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON documents in the one form that all backends keep: keys sorted, numbers without exponent and trailing zeros, whole
 * ones as integers. Thread-safe.
 *
 * <p>What not every backend can store is {@link ErrorKind#BAD_DATA}: U+0000 and halves of surrogate pairs in text and keys,
 * NaN and infinities, more than 400 digits on one side of the point, more than 500 levels, nodes that are no JSON, and a
 * bare number as the whole document, of which SQLite makes a number where a column is declared JSON.
 */
public final class JsonTrees {

    private static final int DEEPEST = 500;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonTrees() {}

    /**
     * The tree that is read back when this one is stored.
     *
     * @param tree any tree
     * @return a new tree of the canonical form; equal to that of every equal document
     * @throws DaoException {@link ErrorKind#BAD_DATA} if not every backend can store it
     */
    public static JsonNode canonical(JsonNode tree) {
        if (tree.isNumber()) {
            throw refused("A document is a bare number");
        }
        return canonical(tree, 0);
    }

    /**
     * Reads a document.
     *
     * @param text JSON
     * @return its tree in the canonical form
     * @throws DaoException {@link ErrorKind#BAD_DATA} if it is no JSON, has a key twice, or not every backend can store it
     */
    public static JsonNode parse(String text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException e) {
            // Without the cause, which quotes the document.
            throw refused("A document is no JSON, or has a key twice");
        }
        if (tree.isMissingNode()) {
            throw refused("A document is empty");
        }
        return canonical(tree);
    }

    static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(canonical(tree));
    }

    private static JsonNode canonical(JsonNode node, int depth) {
        if (depth > DEEPEST - 1 && node.isContainer()) {
            throw refused("A document has more than 500 levels");
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> {
                ArrayNode array = NODES.arrayNode(node.size());
                node.forEach(element -> array.add(canonical(element, depth + 1)));
                yield array;
            }
            case STRING -> NODES.stringNode(storable(node.stringValue()));
            case NUMBER -> number(node);
            case BOOLEAN, NULL -> node;
            case BINARY, MISSING, POJO -> throw refused("A document has a node that is no JSON");
        };
    }

    private static ObjectNode object(JsonNode node, int depth) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.forEachEntry((key, value) -> sorted.put(storable(key), canonical(value, depth + 1)));
        ObjectNode object = NODES.objectNode();
        sorted.forEach(object::set);
        return object;
    }

    private static JsonNode number(JsonNode node) {
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            throw refused("A document has a number that is none");
        }
        // A float is taken by its shortest decimal, which its conversion to a double is not.
        BigDecimal decimal = Decimals.canonical(node.isFloat() ? new BigDecimal(node.asString()) : node.decimalValue());
        if (decimal.scale() > 0) {
            return NODES.numberNode(decimal);
        }
        BigInteger integer = decimal.toBigInteger();
        if (integer.bitLength() < Integer.SIZE) {
            return NODES.numberNode(integer.intValue());
        }
        return integer.bitLength() < Long.SIZE ? NODES.numberNode(integer.longValue()) : NODES.numberNode(integer);
    }

    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == 0) {
                throw refused("A document has U+0000 in a text or a key");
            }
            if (Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(letter)) {
                throw refused("A document has half a surrogate pair in a text or a key");
            }
        }
        return text;
    }

    private static DaoException refused(String message) {
        return new DaoException(ErrorKind.BAD_DATA, message);
    }
}
