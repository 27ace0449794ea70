package org.liftlock.migration.plan;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DeclaredType;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.source.Affinity;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.value.JsonText;
import org.liftlock.migration.value.TemporalForm;

/**
 * The documented default decisions (docs/types.md): the narrowest type that holds every value of a column exactly.
 *
 * <p>One instance decides one column; it is over 300 lines because the table in the documentation is one thing, too.
 */
final class TypeRules {

    private static final Set<String> EXACT_NUMBER_WORDS = Set.of("NUMERIC", "DECIMAL", "DEC", "NUMBER", "MONEY");

    private final String table;
    private final SourceColumn column;
    private final ColumnProfile profile;
    private final PlanOptions options;
    private final DeclaredType declared;
    private final List<Finding> findings = new ArrayList<>();

    private TypeRules(String table, SourceColumn column, ColumnProfile profile, PlanOptions options) {
        this.table = table;
        this.column = column;
        this.profile = profile;
        this.options = options;
        this.declared = DeclaredType.of(column.declaredType());
    }

    static TypeDecision decide(String table, SourceColumn column, ColumnProfile profile, PlanOptions options) {
        return new TypeRules(table, column, profile, options).decide();
    }

    private TypeDecision decide() {
        if (profile.isEmpty()) {
            return byDeclaration();
        }
        if (profile.has(StorageClass.BLOB) || profile.texts().invalidUtf8().any()) {
            return bytes();
        }
        if (profile.texts().withNul().any()) {
            if (options.unstorableTextAsBytea()) {
                find(FindingCode.NUL_AS_BYTEA, profile.texts().withNul());
                return decision(PgType.BYTEA, "text with U+0000, kept byte for byte");
            }
            find(FindingCode.NUL_IN_TEXT, profile.texts().withNul());
            return decision(PgType.TEXT, "text");
        }
        if (declared.isJson() && isJson()) {
            return json();
        }
        if (!profile.has(StorageClass.TEXT)) {
            return numbers();
        }
        if (profile.has(StorageClass.INTEGER) || profile.has(StorageClass.REAL)) {
            find(FindingCode.TEXT_BESIDE_NUMBERS, mixture());
            return decision(PgType.TEXT, "text beside numbers");
        }
        return text();
    }

    private TypeDecision bytes() {
        if (profile.texts().invalidUtf8().any()) {
            find(FindingCode.INVALID_UTF8, profile.texts().invalidUtf8());
        }
        if (profile.has(StorageClass.BLOB) && !declaredForBytes()) {
            find(FindingCode.BLOB_IN_TEXT_COLUMN, profile.of(StorageClass.BLOB));
        } else if (profile.has(StorageClass.TEXT) && profile.has(StorageClass.BLOB)) {
            find(FindingCode.TEXT_IN_BLOB_COLUMN, profile.of(StorageClass.TEXT));
        }
        if (profile.has(StorageClass.INTEGER) || profile.has(StorageClass.REAL)) {
            find(FindingCode.NUMBER_BESIDE_BLOB, mixture(StorageClass.INTEGER, StorageClass.REAL));
        }
        return decision(PgType.BYTEA, profile.has(StorageClass.BLOB) ? "BLOBs" : "text that is not UTF-8");
    }

    /** A column without a declared type was made for anything. */
    private boolean declaredForBytes() {
        return column.affinity() == Affinity.BLOB
                || declared.words().contains("BINARY")
                || declared.words().startsWith("BYTE");
    }

    private boolean isJson() {
        return !profile.texts().json(JsonText.Kind.TEXT).any()
                && !profile.numbers().infinities().any();
    }

    private TypeDecision json() {
        Occurrences onlyJson = profile.texts().json(JsonText.Kind.JSON);
        if (onlyJson.any()) {
            find(FindingCode.JSON_NOT_JSONB, onlyJson);
            return decision(PgType.JSON, "JSON documents that jsonb would change");
        }
        return decision(PgType.JSONB, "only JSON documents");
    }

    private TypeDecision numbers() {
        if (declared.isTemporal()) {
            return epochs();
        }
        boolean integers = profile.has(StorageClass.INTEGER);
        boolean reals = profile.has(StorageClass.REAL);
        if (column.affinity() == Affinity.TEXT) {
            find(FindingCode.NUMBERS_IN_TEXT_COLUMN, mixture());
        }
        if (declared.isBoolean()) {
            if (!reals
                    && profile.numbers().minInteger() >= 0
                    && profile.numbers().maxInteger() <= 1) {
                return decision(PgType.BOOLEAN, "declared " + declared.words() + ", only 0 and 1");
            }
            find(FindingCode.NOT_BOOLEAN, mixture());
        }
        boolean infinite = profile.numbers().infinities().any();
        boolean beyondDouble = integers && profile.numbers().beyondDouble().any();
        if (declared.isDecimalWithPrecision() && !infinite) {
            Occurrences misfits = profile.numbers().unlikeDeclaredDecimal();
            if (!misfits.any()) {
                return decision(PgType.numeric(declared.precision(), declared.scale()), "every value fits as declared");
            }
            find(FindingCode.DECIMAL_DOES_NOT_FIT, misfits);
        }
        boolean exactWanted = EXACT_NUMBER_WORDS.contains(declared.words());
        if (!reals) {
            return exactWanted
                    ? decision(PgType.NUMERIC, "declared " + declared.words())
                    : decision(PgType.BIGINT, "only integers");
        }
        if (beyondDouble) {
            find(FindingCode.INTEGERS_AND_REALS_AS_NUMERIC, profile.numbers().beyondDouble());
            return decision(PgType.NUMERIC, "integers beyond 2^53 beside reals");
        }
        if (exactWanted && !infinite) {
            return decision(PgType.NUMERIC, "declared " + declared.words());
        }
        return decision(PgType.DOUBLE, integers ? "integers and reals" : "only reals");
    }

    private TypeDecision epochs() {
        boolean reals = profile.has(StorageClass.REAL);
        String readings = Stream.of(Reading.values())
                .map(reading -> options.redact() ? reading.word() : reading.word() + " → " + year(reading))
                .collect(Collectors.joining(", "));
        findings.add(Finding.of(
                FindingCode.EPOCH_NUMBERS,
                table,
                column.name(),
                mixture() + (options.redact() ? "; possible readings: " : "; the largest would be: ") + readings
                        + "; write reading: … into the plan to convert"));
        if (reals
                && profile.has(StorageClass.INTEGER)
                && profile.numbers().beyondDouble().any()) {
            return decision(PgType.NUMERIC, "numbers in a date or time column");
        }
        return decision(reals ? PgType.DOUBLE : PgType.BIGINT, "numbers in a date or time column");
    }

    private String year(Reading reading) {
        BigDecimal largest = profile.has(StorageClass.REAL)
                        && Double.isFinite(profile.numbers().maxReal())
                ? BigDecimal.valueOf(profile.numbers().maxReal())
                : BigDecimal.valueOf(profile.numbers().maxInteger());
        BigDecimal seconds = reading.micros(largest).movePointLeft(6);
        if (seconds.abs().compareTo(new BigDecimal("60000000000")) > 0) {
            return "no plausible date";
        }
        return Instant.ofEpochSecond(seconds.longValue()).toString();
    }

    private TypeDecision text() {
        if (declared.isTemporal()) {
            return temporal();
        }
        if (declared.isJson()) {
            find(FindingCode.NOT_ALL_JSON, profile.texts().json(JsonText.Kind.TEXT));
            return decision(PgType.TEXT, "not every value is JSON");
        }
        if (declared.words().contains("BLOB")) {
            find(FindingCode.TEXT_IN_BLOB_COLUMN, profile.of(StorageClass.TEXT));
            return decision(PgType.BYTEA, "text in a BLOB column");
        }
        boolean declaredNumber = column.affinity() == Affinity.INTEGER
                || column.affinity() == Affinity.REAL
                || EXACT_NUMBER_WORDS.contains(declared.words());
        if (declaredNumber) {
            find(FindingCode.TEXT_IN_NUMBER_COLUMN, profile.of(StorageClass.TEXT));
        }
        if (declared.isBoolean()) {
            find(FindingCode.NOT_BOOLEAN, profile.of(StorageClass.TEXT));
        }
        return declared.characterLength()
                .map(length -> {
                    if (profile.texts().maxCharacters() <= length) {
                        return decision(PgType.varchar(length), "every text fits as declared");
                    }
                    findings.add(Finding.of(
                            FindingCode.LONGER_THAN_DECLARED,
                            table,
                            column.name(),
                            "declared " + length + ", longest "
                                    + profile.texts().maxCharacters() + " characters"));
                    return decision(PgType.TEXT, "text longer than declared");
                })
                .orElseGet(() -> decision(PgType.TEXT, "only text"));
    }

    private TypeDecision temporal() {
        Occurrences dates = profile.texts().temporal(TemporalForm.DATE);
        Occurrences locals = profile.texts().temporal(TemporalForm.LOCAL);
        Occurrences zoned = profile.texts().temporal(TemporalForm.ZONED);
        boolean others = profile.texts().temporal(TemporalForm.EMPTY).any()
                || profile.texts().temporal(TemporalForm.OTHER).any();
        boolean mixed = zoned.any() && (locals.any() || dates.any());
        if (others || mixed) {
            findings.add(Finding.of(FindingCode.MIXED_TEMPORAL_FORMS, table, column.name(), forms()));
            return decision(PgType.TEXT, "dates or times of several forms");
        }
        if (!locals.any() && !zoned.any()) {
            return decision(PgType.DATE, "only dates");
        }
        Occurrences fractions = profile.texts().belowMicroseconds();
        if (fractions.any() && options.strictFractions()) {
            return decision(PgType.TEXT, "digits below the microsecond, kept as text");
        }
        if (fractions.any()) {
            find(FindingCode.ROUNDED_FRACTION, fractions);
        }
        if (zoned.any()) {
            return decision(PgType.TIMESTAMPTZ, "every time has a zone");
        }
        if (dates.any()) {
            find(FindingCode.DATES_AMONG_TIMES, dates);
        }
        return localTimes();
    }

    private TypeDecision localTimes() {
        if (options.zone() != null) {
            findings.add(Finding.of(
                    FindingCode.ASSUMED_ZONE,
                    table,
                    column.name(),
                    options.zone().getId()));
            return new TypeDecision(
                    PgType.TIMESTAMPTZ, options.zone(), "times without a zone, taken as " + options.zone(), findings);
        }
        boolean utcByDefault = column.defaultSql() != null
                && column.defaultSql().toUpperCase(Locale.ROOT).contains("CURRENT_TIMESTAMP");
        findings.add(Finding.of(
                FindingCode.LOCAL_TIME,
                table,
                column.name(),
                utcByDefault ? "recommended, since its DEFAULT is CURRENT_TIMESTAMP, which SQLite gives in UTC" : ""));
        return decision(PgType.TIMESTAMP, "times without a zone");
    }

    private TypeDecision byDeclaration() {
        String reason = "no values; as declared";
        String words = declared.words();
        if (declared.isBoolean()) {
            return decision(PgType.BOOLEAN, reason);
        }
        if (declared.isTemporal()) {
            if (words.equals("DATE")) {
                return decision(PgType.DATE, reason);
            }
            boolean zoned = words.equals("TIMESTAMPTZ") || words.contains("WITH TIME ZONE");
            if (zoned || options.zone() != null) {
                return new TypeDecision(PgType.TIMESTAMPTZ, zoned ? null : options.zone(), reason, findings);
            }
            return decision(PgType.TIMESTAMP, reason);
        }
        if (declared.isJson()) {
            return decision(PgType.JSONB, reason);
        }
        if (declared.isDecimalWithPrecision()) {
            return decision(PgType.numeric(declared.precision(), declared.scale()), reason);
        }
        PgType type =
                switch (column.affinity()) {
                    case INTEGER -> PgType.BIGINT;
                    case REAL -> PgType.DOUBLE;
                    case TEXT -> declared.characterLength().map(PgType::varchar).orElse(PgType.TEXT);
                    case BLOB -> words.isEmpty() ? PgType.TEXT : PgType.BYTEA;
                    case NUMERIC -> EXACT_NUMBER_WORDS.contains(words) ? PgType.NUMERIC : PgType.TEXT;
                };
        return decision(type, reason);
    }

    private String mixture() {
        return mixture(StorageClass.INTEGER, StorageClass.REAL, StorageClass.TEXT);
    }

    private String mixture(StorageClass... classes) {
        return Stream.of(classes)
                .filter(profile::has)
                .map(storageClass -> storageClass.name().toLowerCase(Locale.ROOT) + " in "
                        + profile.of(storageClass).words())
                .collect(Collectors.joining(", "));
    }

    private String forms() {
        return Stream.of(TemporalForm.values())
                .filter(form -> profile.texts().temporal(form).any())
                .map(form ->
                        form.words() + " in " + profile.texts().temporal(form).words())
                .collect(Collectors.joining(", "));
    }

    private void find(FindingCode code, Occurrences occurrences) {
        find(code, occurrences.words());
    }

    private void find(FindingCode code, String detail) {
        findings.add(Finding.of(code, table, column.name(), detail));
    }

    private TypeDecision decision(PgType type, String reason) {
        return new TypeDecision(type, null, reason, findings);
    }
}
