package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Brings JSON documents to one form: keys in order, numbers by their value, no white space. Equal documents have equal
 * bytes, whatever their spelling. Keys are in the order in which jsonb keeps them, by size and then by bytes, so that only
 * one side has to be put in order. Reused for many documents; not thread-safe.
 */
final class CanonicalJson {

    private static final int DEEPEST = 10_000;
    private static final int FIRST_CAPACITY = 1024;
    private static final int DIGITS_IN_LONG = 18;
    private static final int LARGEST_ASCII = 0x7f;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Where a member of an object stands in the form, and where its name ends. */
    private record Member(int start, int nameEnd, int end) {}

    /** Takes in a document, the one before being forgotten; false if the text is no document. */
    boolean read(byte[] text, int from, int size) {
        length = 0;
        try (JsonParser parser = FACTORY.createParser(text, from, size)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            write(parser, first);
            return parser.nextToken() == null;
        } catch (JacksonException | NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    /** The form of the last document, up to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void write(JsonParser parser, JsonToken token) {
        switch (token) {
            case START_OBJECT -> writeObject(parser);
            case START_ARRAY -> {
                put('[');
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    write(parser, next);
                }
                put(']');
            }
            case VALUE_STRING -> writeText('"', parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> writeNumber(parser);
            case VALUE_TRUE -> put('t');
            case VALUE_FALSE -> put('f');
            case VALUE_NULL -> put('n');
            default -> throw new IllegalStateException("no value: " + token);
        }
    }

    private void writeObject(JsonParser parser) {
        put('{');
        List<Member> members = new ArrayList<>();
        boolean isInOrder = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int start = length;
            writeText(':', parser);
            int nameEnd = length;
            write(parser, parser.nextToken());
            Member member = new Member(start, nameEnd, length);
            isInOrder = isInOrder && (members.isEmpty() || compareNames(members.get(members.size() - 1), member) <= 0);
            members.add(member);
        }
        if (!isInOrder) {
            putInOrder(members);
        }
        put('}');
    }

    /** A name begins with its size. */
    private int compareNames(Member one, Member other) {
        return Arrays.compareUnsigned(bytes, one.start(), one.nameEnd(), bytes, other.start(), other.nameEnd());
    }

    private void putInOrder(List<Member> members) {
        int start = members.get(0).start();
        byte[] asRead = Arrays.copyOfRange(bytes, start, length);
        members.sort(this::compareNames);
        int at = start;
        for (Member member : members) {
            int size = member.end() - member.start();
            System.arraycopy(asRead, member.start() - start, bytes, at, size);
            at += size;
        }
    }

    /** The current name or text; the size in front keeps apart what stands side by side. */
    private void writeText(char kind, JsonParser parser) {
        char[] characters = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int size = parser.getStringLength();
        ensure(1 + Integer.BYTES + size);
        bytes[length++] = (byte) kind;
        putInt(size);
        for (int i = 0; i < size; i++) {
            char character = characters[from + i];
            if (character > LARGEST_ASCII) {
                length -= i + Integer.BYTES;
                putSized(new String(characters, from, size).getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) character;
        }
    }

    private void writeNumber(JsonParser parser) {
        char[] characters = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int size = parser.getStringLength();
        if (!writePlain(characters, from, size)) {
            BigDecimal number = new BigDecimal(characters, from, size).stripTrailingZeros();
            if (number.precision() <= DIGITS_IN_LONG) {
                writeDecimal(number.unscaledValue().longValue(), number.scale());
            } else {
                put('%');
                putSized((number.unscaledValue() + "e" + -(long) number.scale()).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** Numbers of a few digits and without exponent, the usual ones; false for any other. */
    private boolean writePlain(char[] characters, int from, int size) {
        if (size > DIGITS_IN_LONG) {
            return false;
        }
        boolean isNegative = characters[from] == '-';
        long digits = 0;
        int point = size - 1;
        for (int i = isNegative ? 1 : 0; i < size; i++) {
            char character = characters[from + i];
            if (character == '.') {
                point = i;
            } else if (character >= '0' && character <= '9') {
                digits = digits * 10 + (character - '0');
            } else {
                return false;
            }
        }
        int scale = size - 1 - point;
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        writeDecimal(isNegative ? -digits : digits, digits == 0 ? 0 : scale);
        return true;
    }

    /** A decimal without trailing zeros. */
    private void writeDecimal(long unscaled, int scale) {
        ensure(1 + Long.BYTES + Integer.BYTES);
        bytes[length++] = '#';
        putInt((int) (unscaled >>> Integer.SIZE));
        putInt((int) unscaled);
        putInt(scale);
    }

    private void putSized(byte[] text) {
        ensure(Integer.BYTES + text.length);
        putInt(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void put(char kind) {
        ensure(1);
        bytes[length++] = (byte) kind;
    }

    private void putInt(int value) {
        bytes[length++] = (byte) (value >>> 24);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
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
                case '#' -> text.append(BigDecimal.valueOf(buffer.getLong(), buffer.getInt()));
                case '%' -> text.append(new BigDecimal(text(buffer)));
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
