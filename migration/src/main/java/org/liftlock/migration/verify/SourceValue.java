package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.sql.PgType.Kind;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * Reads the values of one SQLite column and says what PostgreSQL has to hold for them. Whatever has no place in the
 * column's type is kept as what it is, so that it differs from everything there. Not thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: the table of storage classes against types, each cell a few lines.
 */
final class SourceValue implements SourceCell {

    private static final byte[] EMPTY = {};
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final double TWO_TO_63 = 0x1p63;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int UUID_BYTES = 16;
    private static final int UUID_CHARACTERS = 36;

    private final Kind kind;
    private final @Nullable Reading reading;
    private final boolean isUtf8;
    private final Charset encoding;
    private final TimeText time;
    private final List<String> trueWords;
    private final List<String> falseWords;
    private final List<String> nullWords;
    private final boolean hasWords;
    private final CanonicalJson json = new CanonicalJson();

    SourceValue(ColumnPlan column, Charset encoding) {
        this.kind = column.type().kind();
        this.reading = column.reading();
        this.encoding = encoding;
        this.isUtf8 = encoding.equals(StandardCharsets.UTF_8);
        this.time = new TimeText(column.zone());
        this.trueWords = column.words().trueWords();
        this.falseWords = column.words().falseWords();
        this.nullWords = column.words().nullWords();
        this.hasWords = !column.words().isEmpty();
    }

    @Override
    public boolean write(DB database, long handle, int column, CanonicalRow row) throws SQLException {
        int storage = database.column_type(handle, column);
        if (hasWords && storage != Codes.SQLITE_NULL && storage != Codes.SQLITE_BLOB) {
            String word =
                    switch (storage) {
                        case Codes.SQLITE_INTEGER -> Long.toString(database.column_long(handle, column));
                        case Codes.SQLITE_FLOAT -> RealText.text(database.column_double(handle, column));
                        default -> new String(utf8(bytes(database, handle, column)), StandardCharsets.UTF_8);
                    };
            if (word(word, row)) {
                return false;
            }
        }
        switch (storage) {
            case Codes.SQLITE_NULL -> row.writeNull();
            case Codes.SQLITE_INTEGER -> integer(database.column_long(handle, column), row);
            case Codes.SQLITE_FLOAT -> {
                return real(database.column_double(handle, column), row);
            }
            case Codes.SQLITE_TEXT -> text(utf8(bytes(database, handle, column)), row);
            default -> blob(bytes(database, handle, column), row);
        }
        return false;
    }

    /** Writes what the plan says that a value means; false if it says nothing. */
    private boolean word(String word, CanonicalRow row) {
        if (nullWords.contains(word)) {
            row.writeNull();
            return true;
        }
        if (kind != Kind.BOOLEAN || (trueWords.isEmpty() && falseWords.isEmpty())) {
            return false;
        }
        if (trueWords.contains(word) || falseWords.contains(word)) {
            row.writeBoolean(trueWords.contains(word));
        } else {
            foreign(word.getBytes(StandardCharsets.UTF_8), row);
        }
        return true;
    }

    private static byte[] bytes(DB database, long handle, int column) throws SQLException {
        byte[] bytes = database.column_blob(handle, column);
        return bytes == null ? EMPTY : bytes;
    }

    /** Text that is no UTF-16 stays as it is, as a bytea column keeps it. */
    private byte[] utf8(byte[] stored) {
        if (isUtf8) {
            return stored;
        }
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return stored;
        }
    }

    private void integer(long value, CanonicalRow row) {
        switch (kind) {
            case SMALLINT, INTEGER, BIGINT -> row.writeInteger(value);
            case BOOLEAN -> {
                if (value == 0 || value == 1) {
                    row.writeBoolean(value == 1);
                } else {
                    foreign(Long.toString(value), row);
                }
            }
            case DOUBLE -> {
                boolean exact = Math.abs(value) <= EXACT_IN_DOUBLE
                        || (value != Long.MAX_VALUE && (long) (double) value == value);
                if (exact) {
                    row.writeReal(Double.doubleToRawLongBits((double) value));
                } else {
                    foreign(Long.toString(value), row);
                }
            }
            case NUMERIC -> row.writeDecimal(value, 0);
            case TEXT, VARCHAR, JSON -> spelled(CanonicalRow.TEXT, Long.toString(value), row);
            case BYTEA -> spelled(CanonicalRow.BYTES, Long.toString(value), row);
            case JSONB -> document(ascii(Long.toString(value)), row);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> moment(BigDecimal.valueOf(value), row);
            case UUID -> foreign(Long.toString(value), row);
        }
    }

    private boolean real(double value, CanonicalRow row) {
        switch (kind) {
            case SMALLINT, INTEGER, BIGINT -> {
                boolean whole = Math.rint(value) == value
                        && Math.abs(value) < TWO_TO_63
                        && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
                if (whole) {
                    row.writeInteger((long) value);
                } else {
                    foreign(Double.toString(value), row);
                }
            }
            case DOUBLE -> row.writeReal(Double.doubleToRawLongBits(value));
            case NUMERIC -> {
                if (Double.isInfinite(value)) {
                    row.writeSpecial(value > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
                } else {
                    RealText.writeDecimal(value, row);
                }
            }
            case TEXT, VARCHAR, JSON -> {
                return spelled(CanonicalRow.TEXT, checked(value), row);
            }
            case BYTEA -> spelled(CanonicalRow.BYTES, checked(value), row);
            case JSONB -> document(ascii(checked(value)), row);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> {
                if (Double.isInfinite(value)) {
                    foreign(Double.toString(value), row);
                } else {
                    moment(RealText.decimal(value), row);
                }
            }
            case BOOLEAN, UUID -> foreign(Double.toString(value), row);
        }
        return false;
    }

    /** The spelling is trusted only if it reads back as the same double. */
    private static String checked(double value) {
        String text = RealText.text(value);
        if (Double.doubleToRawLongBits(Double.parseDouble(text)) != Double.doubleToRawLongBits(value)) {
            throw new IllegalStateException("no decimal reads back as " + Double.toHexString(value));
        }
        return text;
    }

    private void text(byte[] utf8, CanonicalRow row) {
        switch (kind) {
            case TEXT, VARCHAR, JSON -> row.write(CanonicalRow.TEXT, utf8, 0, utf8.length);
            case BYTEA -> row.write(CanonicalRow.BYTES, utf8, 0, utf8.length);
            case JSONB -> document(utf8, row);
            case DATE -> {
                if (time.read(utf8) && time.isDateOnly()) {
                    row.writeDay(time.epochDay());
                } else {
                    foreign(utf8, row);
                }
            }
            case TIMESTAMP -> {
                if (time.read(utf8) && !time.isZoned()) {
                    row.writeMicros(time.localMicros());
                } else {
                    foreign(utf8, row);
                }
            }
            case TIMESTAMPTZ -> {
                if (time.read(utf8) && time.hasInstant()) {
                    row.writeMicros(time.instantMicros());
                } else {
                    foreign(utf8, row);
                }
            }
            case UUID -> uuid(utf8, row);
            case BOOLEAN -> truth(utf8, row);
            case SMALLINT, INTEGER, BIGINT, DOUBLE, NUMERIC -> foreign(utf8, row);
        }
    }

    /** The words that a boolean column takes without a plan's saying so. */
    private static void truth(byte[] utf8, CanonicalRow row) {
        String word = new String(utf8, StandardCharsets.UTF_8);
        if (word.matches("1|t|true|True|TRUE")) {
            row.writeBoolean(true);
        } else if (word.matches("0|f|false|False|FALSE")) {
            row.writeBoolean(false);
        } else {
            foreign(utf8, row);
        }
    }

    /** 32 hexadecimal digits, wherever the hyphens of the usual spelling stand, if there are any. */
    private static void uuid(byte[] utf8, CanonicalRow row) {
        String digits = new String(utf8, StandardCharsets.ISO_8859_1).replace("-", "");
        boolean length = utf8.length == UUID_CHARACTERS || utf8.length == 2 * UUID_BYTES;
        if (!length || digits.length() != 2 * UUID_BYTES) {
            foreign(utf8, row);
            return;
        }
        try {
            row.write(CanonicalRow.BYTES, HexFormat.of().parseHex(digits), 0, UUID_BYTES);
        } catch (IllegalArgumentException e) {
            foreign(utf8, row);
        }
    }

    private void blob(byte[] bytes, CanonicalRow row) {
        boolean isUuid = kind == Kind.UUID && bytes.length == UUID_BYTES;
        row.write(kind == Kind.BYTEA || isUuid ? CanonicalRow.BYTES : CanonicalRow.FOREIGN, bytes, 0, bytes.length);
    }

    private void document(byte[] utf8, CanonicalRow row) {
        if (json.read(utf8, 0, utf8.length)) {
            row.write(CanonicalRow.DOCUMENT, json.bytes(), 0, json.length());
        } else {
            foreign(utf8, row);
        }
    }

    private void moment(BigDecimal number, CanonicalRow row) {
        if (reading == null) {
            foreign(number.toString(), row);
            return;
        }
        BigDecimal sinceUnixEpoch =
                switch (reading) {
                    case UNIX_SECONDS -> number.movePointRight(6);
                    case UNIX_MILLISECONDS -> number.movePointRight(3);
                    case UNIX_MICROSECONDS -> number;
                    case JULIAN_DAYS ->
                        number.subtract(new BigDecimal("2440587.5")).multiply(BigDecimal.valueOf(MICROS_PER_DAY));
                    case APPLE_SECONDS ->
                        number.add(BigDecimal.valueOf(978_307_200)).movePointRight(6);
                };
        BigDecimal micros = sinceUnixEpoch.setScale(0, RoundingMode.HALF_EVEN);
        if (micros.unscaledValue().bitLength() >= Long.SIZE) {
            foreign(number.toString(), row);
        } else if (kind == Kind.DATE) {
            row.writeDay(Math.floorDiv(micros.longValue(), MICROS_PER_DAY));
        } else {
            row.writeMicros(micros.longValue());
        }
    }

    private static boolean spelled(byte tag, String text, CanonicalRow row) {
        byte[] ascii = ascii(text);
        row.write(tag, ascii, 0, ascii.length);
        return true;
    }

    private static void foreign(String text, CanonicalRow row) {
        foreign(ascii(text), row);
    }

    private static void foreign(byte[] bytes, CanonicalRow row) {
        row.write(CanonicalRow.FOREIGN, bytes, 0, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
