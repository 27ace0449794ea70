package org.liftlock.migration.plan;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.profile.EpochForms;
import org.liftlock.migration.profile.EpochRange;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.source.Affinity;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.value.TemporalForm;

/** Offers dates and times: readings of numbers, zones of texts without one, and NULL for what stands for "never". */
final class TemporalOffers {

    private static final int MOST_READINGS = 3;
    /** 2000-01-01 in Unix seconds: smaller numbers are rather seconds since 2001 than stamps of the nineties. */
    private static final double EARLY = 946_684_800;

    /** What else may become NULL, with the end of the option's word. */
    private record Nulls(String suffix, List<String> words, String what) {
        static final Nulls NONE = new Nulls("", List.of(), "");
    }

    private final ChoiceColumn column;
    private final PlanOptions options;
    private final Offers offers;
    private final Occurrences locals;
    private final Occurrences zoned;
    private final Occurrences dates;
    private final Occurrences empty;
    private final Occurrences others;
    private final ZoneId zone;

    private TemporalOffers(ChoiceColumn column, PlanOptions options, Offers offers) {
        this.column = column;
        this.options = options;
        this.offers = offers;
        this.locals = form(TemporalForm.LOCAL);
        this.zoned = form(TemporalForm.ZONED);
        this.dates = form(TemporalForm.DATE);
        this.empty = form(TemporalForm.EMPTY);
        this.others = form(TemporalForm.OTHER);
        this.zone = Objects.requireNonNullElse(options.zone(), ZoneId.of("UTC"));
    }

    static void add(ChoiceColumn column, PlanOptions options, Offers offers) {
        boolean numbers = column.count(StorageClass.INTEGER) + column.count(StorageClass.REAL) > 0;
        boolean unusable = column.profile().has(StorageClass.BLOB)
                || column.profile().texts().invalidUtf8().any()
                || column.profile().texts().withNul().any()
                || column.profile().numbers().infinities().any();
        if (unusable) {
            return;
        }
        TemporalOffers times = new TemporalOffers(column, options, offers);
        EpochForms epochs = column.profile().forms().epochs();
        if (!column.declared().isTemporal()) {
            boolean integers = column.column().affinity() == Affinity.INTEGER
                    && column.profile().holdsOnly(StorageClass.INTEGER);
            if (epochs != null && integers && !column.isIdentity()) {
                times.readingsByName(epochs);
            }
        } else if (numbers && epochs != null) {
            times.readings(epochs);
        } else if (column.profile().has(StorageClass.TEXT)) {
            times.texts();
        }
    }

    private Occurrences form(TemporalForm form) {
        return column.profile().texts().temporal(form);
    }

    private void readingsByName(EpochForms epochs) {
        for (Reading reading : likely(epochs)) {
            if (epochs.implausible(range(reading)).any()) {
                continue;
            }
            for (Nulls nulls : nulls(epochs)) {
                offers.addByNameAlone(
                        reading.word() + nulls.suffix,
                        chosen(reading, null, nulls),
                        what(reading, epochs, nulls),
                        evidence(reading, epochs) + "; nothing but its name says that it holds times");
            }
        }
    }

    private void readings(EpochForms epochs) {
        boolean hasLocal = locals.any() || dates.any();
        boolean isFirst = true;
        for (Reading reading : likely(epochs)) {
            Occurrences odd = epochs.implausible(range(reading)).and(others);
            for (Nulls nulls : isFirst || !odd.any() ? nulls(epochs) : List.of(Nulls.NONE)) {
                boolean settled = nulls.words.contains("");
                offers.add(
                        reading.word() + nulls.suffix,
                        chosen(reading, hasLocal ? zone : null, nulls),
                        what(reading, epochs, nulls),
                        evidence(reading, epochs),
                        settled ? odd : odd.and(empty));
            }
            isFirst = false;
        }
    }

    private static EpochRange range(Reading reading) {
        return EpochRange.valueOf(reading.name());
    }

    private static List<Reading> likely(EpochForms epochs) {
        boolean early = epochs.latest() < EARLY;
        return Stream.of(Reading.values())
                .filter(reading -> epochs.plausible(range(reading)) > 0)
                .sorted(Comparator.comparing((Reading reading) -> -epochs.plausible(range(reading)))
                        .thenComparing(reading -> early == (reading != Reading.APPLE_SECONDS)))
                .limit(MOST_READINGS)
                .toList();
    }

    private List<Nulls> nulls(EpochForms epochs) {
        List<Nulls> all = new ArrayList<>(List.of(Nulls.NONE));
        List<String> zeros = column.profile().has(StorageClass.REAL) ? List.of("0", "0.0", "-0.0") : List.of("0");
        if (empty.any()) {
            all.add(new Nulls("-empty-null", List.of(""), "; '' becomes NULL"));
        }
        if (epochs.zeros().any()) {
            all.add(new Nulls("-zero-null", zeros, "; 0 becomes NULL"));
        }
        if (empty.any() && epochs.zeros().any()) {
            List<String> both = Stream.concat(Stream.of(""), zeros.stream()).toList();
            all.add(new Nulls("-empty-and-zero-null", both, "; '' and 0 become NULL"));
        }
        return all;
    }

    private ChosenType chosen(Reading reading, @Nullable ZoneId localZone, Nulls nulls) {
        return new ChosenType(PgType.TIMESTAMPTZ, reading, localZone, ValueWords.nulls(nulls.words), List.of());
    }

    private String what(Reading reading, EpochForms epochs, Nulls nulls) {
        StringBuilder what = new StringBuilder("timestamptz; numbers are ").append(words(reading));
        if (column.profile().has(StorageClass.REAL)) {
            what.append(", rounded to the microsecond");
        }
        if (locals.any() || dates.any()) {
            what.append("; texts without a zone are taken as ").append(zone);
        }
        if (epochs.zeros().any() && !nulls.words.contains("0")) {
            what.append("; 0 becomes ")
                    .append(reading == Reading.JULIAN_DAYS ? "4714-11-24 BC" : date(reading, 0))
                    .append(" in ")
                    .append(epochs.zeros().words());
        }
        return what.append(nulls.what).toString();
    }

    private static String words(Reading reading) {
        return switch (reading) {
            case UNIX_SECONDS -> "seconds since 1970";
            case UNIX_MILLISECONDS -> "milliseconds since 1970";
            case UNIX_MICROSECONDS -> "microseconds since 1970";
            case JULIAN_DAYS -> "Julian days";
            case APPLE_SECONDS -> "seconds since 2001";
        };
    }

    private String evidence(Reading reading, EpochForms epochs) {
        long plausible = epochs.plausible(range(reading));
        long odd = epochs.implausible(range(reading)).count();
        String numbers = Offers.count(plausible) + " of " + Offers.count(plausible + odd) + " numbers between ";
        boolean isRangeKnown = odd == 0 && !options.redact();
        String range = isRangeKnown
                ? date(reading, epochs.earliest()) + " and " + date(reading, epochs.latest())
                : "1990 and 2100";
        String texts = forms();
        return numbers + range + (texts.isEmpty() ? "" : "; text " + texts);
    }

    private static String date(Reading reading, double number) {
        BigDecimal seconds = reading.micros(BigDecimal.valueOf(number)).movePointLeft(6);
        return Instant.ofEpochSecond(seconds.longValue())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private String forms() {
        return Stream.of(TemporalForm.values())
                .filter(form -> form(form).any())
                .map(form -> form.words() + " in " + form(form).words())
                .collect(Collectors.joining(", "));
    }

    private void texts() {
        Occurrences odd =
                options.strictFractions() ? others.and(column.profile().texts().belowMicroseconds()) : others;
        if (!locals.any() && !zoned.any()) {
            if (dates.any()) {
                add("date", PgType.DATE, null, "date", odd);
            }
        } else if (!locals.any() && !dates.any()) {
            add("timestamptz", PgType.TIMESTAMPTZ, null, "timestamptz", odd);
        } else {
            String word = zone.getId().equals("UTC") ? "timestamptz-utc" : "timestamptz-zone";
            boolean utcByDefault = column.column().defaultSql() != null
                    && column.column().defaultSql().toUpperCase(Locale.ROOT).contains("CURRENT_TIMESTAMP");
            boolean assumed = utcByDefault || zoned.any() || options.zone() != null;
            if (!assumed) {
                add("timestamp", PgType.TIMESTAMP, null, "timestamp without time zone", odd);
            }
            add(word, PgType.TIMESTAMPTZ, zone, "timestamptz; texts without a zone are taken as " + zone, odd);
            if (assumed && !zoned.any()) {
                add("timestamp", PgType.TIMESTAMP, null, "timestamp without time zone", odd);
            }
        }
    }

    /** The option as it is, unless the column has that type already, and the one that makes '' NULL. */
    private void add(String word, PgType type, @Nullable ZoneId localZone, String what, Occurrences odd) {
        if (!column.type().equals(type)) {
            ChosenType plain = new ChosenType(type, null, localZone, ValueWords.NONE, List.of());
            offers.add(word, plain, what, forms(), odd.and(empty));
        }
        if (empty.any()) {
            ChosenType chosen = new ChosenType(type, null, localZone, ValueWords.nulls(List.of("")), List.of());
            offers.add(word + "-empty-null", chosen, what + "; '' becomes NULL", forms(), odd);
        }
    }
}
