package org.liftlock.migration.copy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.source.StrictText;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.value.JsonText;
import org.liftlock.migration.value.ShortestDecimal;
import org.liftlock.migration.value.TemporalForm;
import org.liftlock.migration.value.TemporalText;
import org.postgresql.util.ByteConverter;

/**
 * Encodes the values of one column in PostgreSQL's binary format: a length and the bytes that the type's {@code recv}
 * function takes. It keeps a reader's state between values; not thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: the table of storage classes against types, each cell a few lines.
 */
final class ColumnEncoder {

    private static final int NULL_LENGTH = -1;
    private static final long EPOCH_2000_DAYS = 10_957;
    private static final long EPOCH_2000_MICROS = EPOCH_2000_DAYS * 86_400_000_000L;
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;
    /** What PostgreSQL's timestamp can hold, well inside its limits of 4713 BC and AD 294276. */
    private static final BigDecimal MOST_MICROS = new BigDecimal("9000000000000000000");

    private static final int UUID_BYTES = 16;
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}");

    private final PgType type;
    private final @Nullable Reading reading;
    private final @Nullable ZoneId zone;
    private final boolean checksDocuments;
    private final @Nullable WordEncoder words;
    private final TemporalText temporal = new TemporalText();
    private long readAsNull;

    /** With {@code checksDocuments}, JSON is parsed here; otherwise PostgreSQL does it. */
    ColumnEncoder(ColumnPlan plan, boolean checksDocuments) {
        this.type = plan.type();
        this.reading = plan.reading();
        this.zone = plan.zone();
        this.checksDocuments = checksDocuments;
        this.words = plan.words().isEmpty() ? null : new WordEncoder(plan.words());
    }

    /** How many values have become NULL because the plan says so. */
    long readAsNull() {
        return readAsNull;
    }

    /** Appends the value of the current row and returns its bytes in SQLite. */
    int encode(RowCursor cursor, int index, CopyBuffer out) throws UnfitValueException {
        StorageClass storageClass = cursor.storageClass(index);
        if (words != null && storageClass != StorageClass.NULL && word(words, cursor, index, out)) {
            return storageClass == StorageClass.TEXT ? cursor.length(index) : Long.BYTES;
        }
        return switch (storageClass) {
            case NULL -> {
                out.putInt(NULL_LENGTH);
                yield 0;
            }
            case INTEGER -> {
                integer(cursor.integer(index), out);
                yield Long.BYTES;
            }
            case REAL -> {
                real(cursor.real(index), out);
                yield Double.BYTES;
            }
            case TEXT -> {
                int length = cursor.length(index);
                boolean isLarge = length >= CopyBuffer.LARGE;
                byte[] bytes = isLarge ? cursor.text(index) : cursor.bytes(index);
                text(bytes, isLarge ? 0 : cursor.offset(index), length, out);
                yield length;
            }
            case BLOB -> {
                int length = cursor.length(index);
                boolean isUuid = type.kind() == Kind.UUID && length == UUID_BYTES;
                if (type.kind() != Kind.BYTEA && !isUuid) {
                    throw unfit(StorageClass.BLOB);
                }
                boolean isLarge = length >= CopyBuffer.LARGE;
                byte[] bytes = isLarge ? cursor.blob(index) : cursor.bytes(index);
                bytes(bytes, isLarge ? 0 : cursor.offset(index), length, out);
                yield length;
            }
        };
    }

    /** Appends what the plan says that this value means; false if it says nothing of it. */
    private boolean word(WordEncoder known, RowCursor cursor, int index, CopyBuffer out) throws UnfitValueException {
        WordEncoder.Meaning meaning = known.meaning(cursor, index);
        if (meaning == WordEncoder.Meaning.NULL) {
            readAsNull++;
            out.putInt(NULL_LENGTH);
        } else if (meaning != null && type.kind() == Kind.BOOLEAN) {
            bool(meaning == WordEncoder.Meaning.TRUE, out);
        } else if (type.kind() == Kind.BOOLEAN && known.decidesTruth()) {
            throw new UnfitValueException("none of the words for true and false");
        } else {
            return false;
        }
        return true;
    }

    private void integer(long value, CopyBuffer out) throws UnfitValueException {
        switch (type.kind()) {
            case BOOLEAN -> {
                if (value != 0 && value != 1) {
                    throw new UnfitValueException("the integer " + value);
                }
                bool(value == 1, out);
            }
            case SMALLINT -> {
                if ((short) value != value) {
                    throw new UnfitValueException("the integer " + value);
                }
                out.putInt(2);
                out.putShort((int) value);
            }
            case INTEGER -> {
                if ((int) value != value) {
                    throw new UnfitValueException("the integer " + value);
                }
                out.putInt(4);
                out.putInt((int) value);
            }
            case BIGINT -> {
                out.putInt(8);
                out.putLong(value);
            }
            case DOUBLE -> {
                boolean exact = Math.abs(value) <= LARGEST_EXACT_INTEGER
                        || ((long) (double) value == value && value != Long.MAX_VALUE);
                if (!exact) {
                    throw new UnfitValueException("the integer " + value);
                }
                doublePrecision(value, out);
            }
            case NUMERIC -> numeric(BigDecimal.valueOf(value), out);
            case TEXT, VARCHAR, BYTEA, JSON, JSONB -> digits(Long.toString(value), out);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> epoch(BigDecimal.valueOf(value), out);
            case UUID -> throw unfit(StorageClass.INTEGER);
        }
    }

    private void real(double value, CopyBuffer out) throws UnfitValueException {
        switch (type.kind()) {
            case DOUBLE -> doublePrecision(value, out);
            case NUMERIC -> decimal(value, out);
            case JSON, JSONB -> {
                if (Double.isInfinite(value)) {
                    throw new UnfitValueException("an infinite number");
                }
                digits(ShortestDecimal.text(value), out);
            }
            case TEXT, VARCHAR, BYTEA -> digits(ShortestDecimal.text(value), out);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> {
                if (Double.isInfinite(value)) {
                    throw new UnfitValueException("an infinite number");
                }
                epoch(ShortestDecimal.of(value), out);
            }
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, UUID -> throw unfit(StorageClass.REAL);
        }
    }

    /** A large value comes in an array of its own, which the buffer may keep. */
    private void text(byte[] value, int from, int length, CopyBuffer out) throws UnfitValueException {
        switch (type.kind()) {
            case TEXT -> {
                storable(value, from, length);
                bytes(value, from, length, out);
            }
            case VARCHAR -> {
                storable(value, from, length);
                if (length > type.length() && characters(value, from, length) > type.length()) {
                    throw new UnfitValueException("a text longer than " + type.length() + " characters");
                }
                bytes(value, from, length, out);
            }
            case BYTEA -> bytes(value, from, length, out);
            case JSON, JSONB -> json(value, from, length, out);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> time(temporal.read(value, from, length), out);
            case BOOLEAN -> bool(truth(new String(value, from, length, StandardCharsets.UTF_8)), out);
            case UUID -> uuid(value, from, length, out);
            case SMALLINT, INTEGER, BIGINT, DOUBLE, NUMERIC -> throw unfit(StorageClass.TEXT);
        }
    }

    private static void storable(byte[] value, int from, int length) throws UnfitValueException {
        // Negative as soon as one byte is no ASCII, or 0; a loop of one operation is what compilers make fast.
        int plain = 0;
        for (int i = from; i < from + length; i++) {
            plain |= value[i] - 1;
        }
        if (plain >= 0) {
            return;
        }
        for (int i = from; i < from + length; i++) {
            if (value[i] == 0) {
                throw new UnfitValueException("a text with U+0000");
            }
        }
        if (!StrictText.isUtf8(value, from, length)) {
            throw new UnfitValueException("a text that is not UTF-8");
        }
    }

    private static int characters(byte[] value, int from, int length) {
        int characters = 0;
        for (int i = from; i < from + length; i++) {
            characters += (value[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return characters;
    }

    private void json(byte[] value, int from, int length, CopyBuffer out) throws UnfitValueException {
        if (checksDocuments) {
            JsonText.Kind kind = JsonText.classify(value, from, length);
            if (kind == JsonText.Kind.TEXT || (kind == JsonText.Kind.JSON && type.kind() == Kind.JSONB)) {
                throw new UnfitValueException("a text that is no " + type + " document");
            }
        }
        document(value, from, length, out);
    }

    private void document(byte[] value, int from, int length, CopyBuffer out) {
        if (type.kind() == Kind.JSONB) {
            out.putInt(length + 1);
            out.putByte(1);
            out.put(value, from, length);
        } else {
            bytes(value, from, length, out);
        }
    }

    private void digits(String text, CopyBuffer out) throws UnfitValueException {
        if (type.kind() == Kind.VARCHAR && text.length() > type.length()) {
            throw new UnfitValueException("a number longer than " + type.length() + " characters");
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        document(ascii, 0, ascii.length, out);
    }

    /** With hyphens or without, in lower or upper case. */
    private static void uuid(byte[] value, int from, int length, CopyBuffer out) throws UnfitValueException {
        String text = new String(value, from, length, StandardCharsets.ISO_8859_1);
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new UnfitValueException("a text that is no UUID of 36 characters, or 32 without hyphens");
        }
        String digits = text.replace("-", "");
        out.putInt(UUID_BYTES);
        out.putLong(Long.parseUnsignedLong(digits, 0, UUID_BYTES, 16));
        out.putLong(Long.parseUnsignedLong(digits, UUID_BYTES, 2 * UUID_BYTES, 16));
    }

    private static boolean truth(String text) throws UnfitValueException {
        return switch (text) {
            case "t", "true", "TRUE", "True", "1" -> true;
            case "f", "false", "FALSE", "False", "0" -> false;
            default -> throw new UnfitValueException("a text other than t, f, true, false, 1 and 0");
        };
    }

    private void time(TemporalForm form, CopyBuffer out) throws UnfitValueException {
        if (form == TemporalForm.EMPTY || form == TemporalForm.OTHER) {
            throw new UnfitValueException("a text that is " + form.words());
        }
        switch (type.kind()) {
            case DATE -> {
                if (form != TemporalForm.DATE) {
                    throw new UnfitValueException("a text with a time of day");
                }
                date(temporal.epochDay(), out);
            }
            case TIMESTAMP -> {
                if (form == TemporalForm.ZONED) {
                    throw new UnfitValueException("a time with a zone");
                }
                timestamp(temporal.micros(), out);
            }
            default -> timestamp(form == TemporalForm.ZONED ? temporal.micros() : inZone(temporal.micros()), out);
        }
    }

    private long inZone(long localMicros) throws UnfitValueException {
        if (zone == null) {
            throw new UnfitValueException("a time without a zone");
        }
        if (zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC")) {
            return localMicros;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMicros, 1_000_000L),
                (int) Math.floorMod(localMicros, 1_000_000L) * 1000,
                ZoneOffset.UTC);
        Instant instant = local.atZone(zone).toInstant();
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    }

    private void epoch(BigDecimal number, CopyBuffer out) throws UnfitValueException {
        if (reading == null) {
            throw new UnfitValueException("a number without a reading");
        }
        BigDecimal micros = reading.micros(number);
        if (micros.abs().compareTo(MOST_MICROS) > 0) {
            throw new UnfitValueException("a number out of range");
        }
        if (type.kind() == Kind.DATE) {
            long day = Math.floorDiv(micros.longValueExact(), 86_400_000_000L);
            if (Math.floorMod(micros.longValueExact(), 86_400_000_000L) != 0) {
                throw new UnfitValueException("a number with a time of day");
            }
            date(day, out);
        } else {
            timestamp(micros.longValueExact(), out);
        }
    }

    private void decimal(double value, CopyBuffer out) throws UnfitValueException {
        if (Double.isInfinite(value)) {
            if (type.length() > 0) {
                throw new UnfitValueException("an infinite number");
            }
            infiniteNumeric(value > 0, out);
            return;
        }
        BigDecimal decimal = type.length() == 0
                ? ShortestDecimal.amongIntegers(value)
                : ShortestDecimal.fitting(value, type.length(), type.scale());
        if (decimal == null) {
            throw new UnfitValueException("the number " + value);
        }
        numeric(decimal, out);
    }

    private void numeric(BigDecimal value, CopyBuffer out) throws UnfitValueException {
        if (type.length() > 0
                && value.signum() != 0
                && value.precision() - value.scale() > type.length() - type.scale()) {
            throw new UnfitValueException("the number " + value);
        }
        byte[] digits = ByteConverter.numeric(value);
        bytes(digits, 0, digits.length, out);
    }

    /** Sign words NUMERIC_PINF and NUMERIC_NINF, since PostgreSQL 14. */
    private static void infiniteNumeric(boolean positive, CopyBuffer out) {
        out.putInt(8);
        out.putShort(0);
        out.putShort(0);
        out.putShort(positive ? 0xD000 : 0xF000);
        out.putShort(0);
    }

    private static void bool(boolean value, CopyBuffer out) {
        out.putInt(1);
        out.putByte(value ? 1 : 0);
    }

    private static void doublePrecision(double value, CopyBuffer out) {
        out.putInt(8);
        out.putLong(Double.doubleToRawLongBits(value));
    }

    private static void date(long epochDay, CopyBuffer out) {
        out.putInt(4);
        out.putInt((int) (epochDay - EPOCH_2000_DAYS));
    }

    private static void timestamp(long epochMicros, CopyBuffer out) {
        out.putInt(8);
        out.putLong(epochMicros - EPOCH_2000_MICROS);
    }

    private static void bytes(byte[] value, int from, int length, CopyBuffer out) {
        out.putInt(length);
        out.put(value, from, length);
    }

    private UnfitValueException unfit(StorageClass storageClass) {
        return new UnfitValueException("a value stored as " + storageClass);
    }
}
