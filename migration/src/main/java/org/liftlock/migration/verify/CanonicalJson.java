package org.liftlock.migration.verify;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Brings JSON documents to one form: keys in order, numbers by their value, no white space. Equal documents have equal
 * bytes, whatever their spelling. Stateless and thread-safe.
 */
final class CanonicalJson {

    private static final int DEEPEST = 10_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private CanonicalJson() {}

    /** The document's form, or nothing if the text is no document. */
    static Optional<byte[]> of(byte[] text, int from, int size) {
        try (JsonParser parser = FACTORY.createParser(text, from, size)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(size);
            write(parser, first, out);
            return parser.nextToken() == null ? Optional.of(out.toByteArray()) : Optional.empty();
        } catch (JacksonException | NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private record Member(String name, byte[] value) {}

    private static void write(JsonParser parser, JsonToken token, ByteArrayOutputStream out) {
        switch (token) {
            case START_OBJECT -> writeObject(parser, out);
            case START_ARRAY -> {
                out.write('[');
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    write(parser, next, out);
                }
                out.write(']');
            }
            case VALUE_STRING -> writeText('"', parser.getString(), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                BigDecimal number = new BigDecimal(parser.getString()).stripTrailingZeros();
                writeText('#', number.unscaledValue() + "e" + -(long) number.scale(), out);
            }
            case VALUE_TRUE -> out.write('t');
            case VALUE_FALSE -> out.write('f');
            case VALUE_NULL -> out.write('n');
            default -> throw new IllegalStateException("no value: " + token);
        }
    }

    private static void writeObject(JsonParser parser, ByteArrayOutputStream out) {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            write(parser, parser.nextToken(), value);
            members.add(new Member(name, value.toByteArray()));
        }
        members.sort(Comparator.comparing(Member::name));
        out.write('{');
        for (Member member : members) {
            writeText(':', member.name(), out);
            out.writeBytes(member.value());
        }
        out.write('}');
    }

    /** The size in front keeps apart what stands side by side. */
    private static void writeText(char kind, String text, ByteArrayOutputStream out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(kind);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(utf8.length >>> shift);
        }
        out.writeBytes(utf8);
    }

    /** A document's form as JSON again, for a person. */
    static String show(byte[] form, int from) {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.wrap(form).position(from);
        while (buffer.hasRemaining()) {
            char kind = (char) buffer.get();
            char last = text.isEmpty() ? '[' : text.charAt(text.length() - 1);
            if (kind != '}' && kind != ']' && "[{:".indexOf(last) < 0) {
                text.append(',');
            }
            switch (kind) {
                case '"' -> text.append('"').append(text(buffer)).append('"');
                case ':' -> text.append('"').append(text(buffer)).append("\":");
                case '#' -> text.append(new BigDecimal(text(buffer)));
                case 't' -> text.append("true");
                case 'f' -> text.append("false");
                case 'n' -> text.append("null");
                default -> text.append(kind);
            }
        }
        return text.toString();
    }

    private static String text(ByteBuffer buffer) {
        byte[] utf8 = new byte[buffer.getInt()];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
