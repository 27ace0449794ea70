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
import org.liftlock.migration.value.ZoneClock;

/**
 * Takes in the values of one column one by one. Not thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: all that is counted in one pass over the values of a column.
 */
final class ColumnProfiler {

    private static final int NO_TEXT_YET = -2;
    private static final int NOT_PLAIN = -1;
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;

    private final SourceColumn column;
    private final boolean redact;
    private final DeclaredType declared;
    private final boolean isDecimal;
    private final boolean isJson;
    private final @Nullable TemporalText temporalText;
    private final @Nullable ZoneClock clock;
    private final @Nullable EpochCounters epochs;
    private final UuidMatcher uuids = new UuidMatcher();
    private final DistinctValues distinct;
    private final OccurrenceCounter[] classes = new OccurrenceCounter[StorageClass.values().length];
    private final OccurrenceCounter[] temporalForms = new OccurrenceCounter[TemporalForm.values().length];
    private final Map<JsonText.Kind, OccurrenceCounter> jsonKinds = new EnumMap<>(JsonText.Kind.class);
    private final OccurrenceCounter beyondDouble;
    private final OccurrenceCounter infinities;
    private final OccurrenceCounter unlikeDecimal;
    private final OccurrenceCounter withNul;
    private final OccurrenceCounter invalidUtf8;
    private final OccurrenceCounter belowMicroseconds;
    private final OccurrenceCounter emptyTexts;
    private final OccurrenceCounter inGap;
    private final OccurrenceCounter inOverlap;
    private long minInteger = Long.MAX_VALUE;
    private long maxInteger = Long.MIN_VALUE;
    private double minReal = Double.POSITIVE_INFINITY;
    private double maxReal = Double.NEGATIVE_INFINITY;
    private int plainFraction = NO_TEXT_YET;
    private long maxCharacters;
    private long maxBytes;

    /** With a clock, times without a zone are held against it. */
    ColumnProfiler(SourceColumn column, boolean redact, @Nullable ZoneClock clock) {
        this.column = column;
        this.redact = redact;
        this.clock = clock;
        this.beyondDouble = new OccurrenceCounter(redact);
        this.infinities = new OccurrenceCounter(redact);
        this.unlikeDecimal = new OccurrenceCounter(redact);
        this.withNul = new OccurrenceCounter(redact);
        this.invalidUtf8 = new OccurrenceCounter(redact);
        this.belowMicroseconds = new OccurrenceCounter(redact);
        this.emptyTexts = new OccurrenceCounter(redact);
        this.inGap = new OccurrenceCounter(redact);
        this.inOverlap = new OccurrenceCounter(redact);
        this.distinct = new DistinctValues(redact);
        this.declared = DeclaredType.of(column.declaredType());
        this.isDecimal = declared.isDecimalWithPrecision();
        this.isJson = declared.isJson();
        this.temporalText = declared.isTemporal() ? new TemporalText() : null;
        this.epochs = declared.isTemporal() || TemporalName.is(column.name()) ? new EpochCounters(redact) : null;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = new OccurrenceCounter(redact);
        }
        for (int i = 0; i < temporalForms.length; i++) {
            temporalForms[i] = new OccurrenceCounter(redact);
        }
    }

    /** Takes in the value of the current row, also into the digest of its table, and returns its bytes. */
    long add(RowCursor cursor, int index, ContentDigest digest) {
        StorageClass storageClass = cursor.storageClass(index);
        classes[storageClass.ordinal()].add(cursor);
        return switch (storageClass) {
            case INTEGER -> {
                long integer = cursor.integer(index);
                digest.addNumber(storageClass, integer);
                addInteger(cursor, integer);
                yield Long.BYTES;
            }
            case REAL -> {
                double real = cursor.real(index);
                digest.addNumber(storageClass, Double.doubleToRawLongBits(real));
                addReal(cursor, real);
                yield Double.BYTES;
            }
            case TEXT -> {
                byte[] bytes = cursor.bytes(index);
                int from = cursor.offset(index);
                int length = cursor.length(index);
                digest.addBytes(storageClass, bytes, from, length);
                addText(cursor, bytes, from, length);
                yield length;
            }
            case BLOB -> {
                byte[] bytes = cursor.bytes(index);
                int from = cursor.offset(index);
                int length = cursor.length(index);
                digest.addBytes(storageClass, bytes, from, length);
                maxBytes = Math.max(maxBytes, length);
                uuids.addBlob(bytes, from, length);
                distinct.giveUp();
                yield length;
            }
            case NULL -> {
                digest.addNumber(storageClass, 0);
                yield 0;
            }
        };
    }

    private void addInteger(RowCursor cursor, long value) {
        minInteger = Math.min(minInteger, value);
        maxInteger = Math.max(maxInteger, value);
        uuids.refute();
        distinct.addInteger(value, cursor);
        if (epochs != null) {
            epochs.add((double) value, cursor);
        }
        if (value > LARGEST_EXACT_INTEGER || value < -LARGEST_EXACT_INTEGER) {
            if ((long) (double) value != value || value == Long.MAX_VALUE) {
                beyondDouble.add(cursor);
            }
        }
        if (isDecimal) {
            int digits = Long.toString(Math.abs(value)).length();
            if (value == Long.MIN_VALUE || (value != 0 && digits > declared.precision() - declared.scale())) {
                unlikeDecimal.add(cursor);
            }
        }
        if (isJson) {
            jsonKinds
                    .computeIfAbsent(JsonText.Kind.JSONB, kind -> new OccurrenceCounter(redact))
                    .add();
        }
    }

    private void addReal(RowCursor cursor, double value) {
        uuids.refute();
        distinct.giveUp();
        if (epochs != null) {
            epochs.add(value, cursor);
        }
        if (Double.isInfinite(value)) {
            infinities.add(cursor);
        } else {
            minReal = Math.min(minReal, value);
            maxReal = Math.max(maxReal, value);
        }
        if (isDecimal && ShortestDecimal.fitting(value, declared.precision(), declared.scale()) == null) {
            unlikeDecimal.add(cursor);
        }
    }

    private void addText(RowCursor cursor, byte[] bytes, int from, int length) {
        maxBytes = Math.max(maxBytes, length);
        if (length == 0) {
            emptyTexts.add(cursor);
        }
        uuids.addText(bytes, from, length);
        distinct.addText(bytes, from, length, cursor);
        // Negative as soon as one byte is no ASCII, or 0; a loop of one operation is what compilers make fast.
        int plain = 0;
        for (int i = from; i < from + length; i++) {
            plain |= bytes[i] - 1;
        }
        boolean clean = plain >= 0;
        if (clean) {
            maxCharacters = Math.max(maxCharacters, length);
        } else {
            clean = addOddText(cursor, bytes, from, length);
        }
        if (temporalText != null) {
            addTemporal(cursor, temporalText, temporalText.read(bytes, from, length));
        }
        if (isJson) {
            JsonText.Kind kind = clean ? JsonText.classify(bytes, from, length) : JsonText.Kind.TEXT;
            jsonKinds
                    .computeIfAbsent(kind, key -> new OccurrenceCounter(redact))
                    .add(cursor);
        }
    }

    /** Takes in a text beyond ASCII, or with NUL, and returns whether PostgreSQL can store it as text. */
    private boolean addOddText(RowCursor cursor, byte[] bytes, int from, int length) {
        int leading = 0;
        boolean nul = false;
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            nul |= b == 0;
            // Continuation bytes are 10xxxxxx; all others begin a character.
            leading += (b & 0xc0) == 0x80 ? 0 : 1;
        }
        maxCharacters = Math.max(maxCharacters, leading);
        if (nul) {
            withNul.add(cursor);
        }
        boolean valid = StrictText.isUtf8(bytes, from, length);
        if (!valid) {
            invalidUtf8.add(cursor, bytes, from, length);
        }
        return valid && !nul;
    }

    private void addTemporal(RowCursor cursor, TemporalText reader, TemporalForm form) {
        temporalForms[form.ordinal()].add(cursor);
        int digits = form == TemporalForm.LOCAL ? reader.digitsOfPlainSpelling() : NOT_PLAIN;
        addFraction(digits);
        boolean hasTime = form == TemporalForm.LOCAL || form == TemporalForm.ZONED;
        if (hasTime && reader.hasDigitsBelowMicroseconds()) {
            belowMicroseconds.add(cursor);
        }
        if (clock != null && (form == TemporalForm.LOCAL || form == TemporalForm.DATE)) {
            switch (clock.standing(Math.floorDiv(reader.micros(), 1_000_000L))) {
                case GAP -> inGap.add(cursor);
                case OVERLAP -> inOverlap.add(cursor);
                case ONCE -> {}
            }
        }
    }

    /** Takes in what another profiler has found in rows that come later. */
    void add(ColumnProfiler later) {
        for (int i = 0; i < classes.length; i++) {
            classes[i].add(later.classes[i]);
        }
        for (int i = 0; i < temporalForms.length; i++) {
            temporalForms[i].add(later.temporalForms[i]);
        }
        add(jsonKinds, later.jsonKinds);
        beyondDouble.add(later.beyondDouble);
        infinities.add(later.infinities);
        unlikeDecimal.add(later.unlikeDecimal);
        withNul.add(later.withNul);
        invalidUtf8.add(later.invalidUtf8);
        belowMicroseconds.add(later.belowMicroseconds);
        emptyTexts.add(later.emptyTexts);
        inGap.add(later.inGap);
        inOverlap.add(later.inOverlap);
        uuids.add(later.uuids);
        distinct.add(later.distinct);
        if (epochs != null && later.epochs != null) {
            epochs.add(later.epochs);
        }
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
                classes(),
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
                        temporalForms(),
                        plainFraction < 0 ? null : plainFraction,
                        belowMicroseconds.result(),
                        results(jsonKinds)),
                new ValueForms(
                        emptyTexts.result(),
                        uuids.result(),
                        distinct.result(),
                        epochs == null ? null : epochs.result(),
                        inGap.result(),
                        inOverlap.result()));
    }

    private Map<TemporalForm, Occurrences> temporalForms() {
        Map<TemporalForm, Occurrences> results = new EnumMap<>(TemporalForm.class);
        for (TemporalForm form : TemporalForm.values()) {
            if (temporalForms[form.ordinal()].result().any()) {
                results.put(form, temporalForms[form.ordinal()].result());
            }
        }
        return results;
    }

    private Map<StorageClass, Occurrences> classes() {
        Map<StorageClass, Occurrences> results = new EnumMap<>(StorageClass.class);
        for (StorageClass storageClass : StorageClass.values()) {
            results.put(storageClass, classes[storageClass.ordinal()].result());
        }
        return results;
    }

    private static <K extends Enum<K>> Map<K, Occurrences> results(Map<K, OccurrenceCounter> counters) {
        Map<K, Occurrences> results = new HashMap<>();
        counters.forEach((key, counter) -> results.put(key, counter.result()));
        return results;
    }
}
