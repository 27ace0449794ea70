package org.liftlock.migration.profile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.source.StrictText;
import org.liftlock.migration.value.JsonText;
import org.liftlock.migration.value.ShortestDecimal;
import org.liftlock.migration.value.TemporalForm;
import org.liftlock.migration.value.TemporalText;

/** Takes in the values of one column one by one. Not thread-safe. */
final class ColumnProfiler {

    private static final int NO_TEXT_YET = -2;
    private static final int NOT_PLAIN = -1;
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;

    private final SourceColumn column;
    private final boolean redact;
    private final DeclaredType declared;
    private final @Nullable TemporalText temporalText;
    private final Map<StorageClass, OccurrenceCounter> classes = new EnumMap<>(StorageClass.class);
    private final Map<TemporalForm, OccurrenceCounter> temporalForms = new EnumMap<>(TemporalForm.class);
    private final Map<JsonText.Kind, OccurrenceCounter> jsonKinds = new EnumMap<>(JsonText.Kind.class);
    private final OccurrenceCounter beyondDouble;
    private final OccurrenceCounter infinities;
    private final OccurrenceCounter unlikeDecimal;
    private final OccurrenceCounter withNul;
    private final OccurrenceCounter invalidUtf8;
    private final OccurrenceCounter belowMicroseconds;
    private long minInteger = Long.MAX_VALUE;
    private long maxInteger = Long.MIN_VALUE;
    private double minReal = Double.POSITIVE_INFINITY;
    private double maxReal = Double.NEGATIVE_INFINITY;
    private int plainFraction = NO_TEXT_YET;
    private long maxCharacters;
    private long maxBytes;

    ColumnProfiler(SourceColumn column, boolean redact) {
        this.column = column;
        this.redact = redact;
        this.beyondDouble = new OccurrenceCounter(redact);
        this.infinities = new OccurrenceCounter(redact);
        this.unlikeDecimal = new OccurrenceCounter(redact);
        this.withNul = new OccurrenceCounter(redact);
        this.invalidUtf8 = new OccurrenceCounter(redact);
        this.belowMicroseconds = new OccurrenceCounter(redact);
        this.declared = DeclaredType.of(column.declaredType());
        this.temporalText = declared.isTemporal() ? new TemporalText() : null;
        for (StorageClass storageClass : StorageClass.values()) {
            classes.put(storageClass, new OccurrenceCounter(redact));
        }
    }

    /** Takes in the value of the current row and returns its bytes. */
    long add(RowCursor cursor, int index) {
        StorageClass storageClass = cursor.storageClass(index);
        counter(storageClass).add(cursor);
        return switch (storageClass) {
            case INTEGER -> {
                addInteger(cursor, cursor.integer(index));
                yield Long.BYTES;
            }
            case REAL -> {
                addReal(cursor, cursor.real(index));
                yield Double.BYTES;
            }
            case TEXT -> {
                byte[] text = cursor.text(index);
                addText(cursor, text);
                yield text.length;
            }
            case BLOB -> {
                int length = cursor.blob(index).length;
                maxBytes = Math.max(maxBytes, length);
                yield length;
            }
            case NULL -> 0;
        };
    }

    @SuppressWarnings("NullAway") // A counter for every class is put in by the constructor.
    private OccurrenceCounter counter(StorageClass storageClass) {
        return classes.get(storageClass);
    }

    private void addInteger(RowCursor cursor, long value) {
        minInteger = Math.min(minInteger, value);
        maxInteger = Math.max(maxInteger, value);
        if (value > LARGEST_EXACT_INTEGER || value < -LARGEST_EXACT_INTEGER) {
            if ((long) (double) value != value || value == Long.MAX_VALUE) {
                beyondDouble.add(cursor);
            }
        }
        if (declared.isDecimalWithPrecision()) {
            int digits = Long.toString(Math.abs(value)).length();
            if (value == Long.MIN_VALUE || (value != 0 && digits > declared.precision() - declared.scale())) {
                unlikeDecimal.add(cursor);
            }
        }
        if (declared.isJson()) {
            jsonKinds
                    .computeIfAbsent(JsonText.Kind.JSONB, kind -> new OccurrenceCounter(redact))
                    .add();
        }
    }

    private void addReal(RowCursor cursor, double value) {
        if (Double.isInfinite(value)) {
            infinities.add(cursor);
        } else {
            minReal = Math.min(minReal, value);
            maxReal = Math.max(maxReal, value);
        }
        if (declared.isDecimalWithPrecision()
                && ShortestDecimal.fitting(value, declared.precision(), declared.scale()) == null) {
            unlikeDecimal.add(cursor);
        }
    }

    private void addText(RowCursor cursor, byte[] text) {
        maxBytes = Math.max(maxBytes, text.length);
        int leading = 0;
        boolean ascii = true;
        boolean nul = false;
        for (byte b : text) {
            nul |= b == 0;
            ascii &= b >= 0;
            // Continuation bytes are 10xxxxxx; all others begin a character.
            leading += (b & 0xc0) == 0x80 ? 0 : 1;
        }
        maxCharacters = Math.max(maxCharacters, leading);
        if (nul) {
            withNul.add(cursor);
        }
        boolean valid = ascii || StrictText.isUtf8(text);
        if (!valid) {
            invalidUtf8.add(cursor);
        }
        if (temporalText != null) {
            TemporalForm form = temporalText.read(text);
            temporalForms
                    .computeIfAbsent(form, key -> new OccurrenceCounter(redact))
                    .add(cursor);
            int digits = form == TemporalForm.LOCAL ? temporalText.digitsOfPlainSpelling() : NOT_PLAIN;
            addFraction(digits);
            boolean hasTime = form == TemporalForm.LOCAL || form == TemporalForm.ZONED;
            if (hasTime && temporalText.hasDigitsBelowMicroseconds()) {
                belowMicroseconds.add(cursor);
            }
        }
        if (declared.isJson()) {
            JsonText.Kind kind = valid && !nul ? JsonText.classify(text) : JsonText.Kind.TEXT;
            jsonKinds
                    .computeIfAbsent(kind, key -> new OccurrenceCounter(redact))
                    .add(cursor);
        }
    }

    /** Takes in what another profiler has found in rows that come later. */
    void add(ColumnProfiler later) {
        add(classes, later.classes);
        add(temporalForms, later.temporalForms);
        add(jsonKinds, later.jsonKinds);
        beyondDouble.add(later.beyondDouble);
        infinities.add(later.infinities);
        unlikeDecimal.add(later.unlikeDecimal);
        withNul.add(later.withNul);
        invalidUtf8.add(later.invalidUtf8);
        belowMicroseconds.add(later.belowMicroseconds);
        minInteger = Math.min(minInteger, later.minInteger);
        maxInteger = Math.max(maxInteger, later.maxInteger);
        minReal = Math.min(minReal, later.minReal);
        maxReal = Math.max(maxReal, later.maxReal);
        maxCharacters = Math.max(maxCharacters, later.maxCharacters);
        maxBytes = Math.max(maxBytes, later.maxBytes);
        if (later.plainFraction != NO_TEXT_YET) {
            addFraction(later.plainFraction);
        }
    }

    private <K extends Enum<K>> void add(Map<K, OccurrenceCounter> counters, Map<K, OccurrenceCounter> laterCounters) {
        laterCounters.forEach((key, later) -> counters.computeIfAbsent(key, missing -> new OccurrenceCounter(redact))
                .add(later));
    }

    private void addFraction(int digits) {
        plainFraction = plainFraction == NO_TEXT_YET || plainFraction == digits ? digits : NOT_PLAIN;
    }

    ColumnProfile result() {
        return new ColumnProfile(
                column.name(),
                results(classes),
                new NumberRange(
                        minInteger,
                        maxInteger,
                        minReal,
                        maxReal,
                        beyondDouble.result(),
                        infinities.result(),
                        unlikeDecimal.result()),
                new TextShape(
                        maxCharacters,
                        maxBytes,
                        withNul.result(),
                        invalidUtf8.result(),
                        results(temporalForms),
                        plainFraction < 0 ? null : plainFraction,
                        belowMicroseconds.result(),
                        results(jsonKinds)));
    }

    private static <K extends Enum<K>> Map<K, Occurrences> results(Map<K, OccurrenceCounter> counters) {
        Map<K, Occurrences> results = new HashMap<>();
        counters.forEach((key, counter) -> results.put(key, counter.result()));
        return results;
    }
}
