package org.liftlock.migration.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of finding: its stable code, its weight, what it says, why it matters and what settles it. Codes are never
 * renamed. Why and remedy stand in {@code advice.properties} beside this class, since they are prose.
 */
public enum FindingCode {
    TEXT_BESIDE_NUMBERS(
            Weight.WARNING,
            "text stands beside numbers, so the column becomes text and numbers become their shortest decimal"),
    TEXT_IN_NUMBER_COLUMN(Weight.WARNING, "declared as a number, but every value is text"),
    NUMBERS_IN_TEXT_COLUMN(Weight.NOTE, "declared as text, but every value is a number"),
    BLOB_IN_TEXT_COLUMN(Weight.WARNING, "declared otherwise, but holds BLOBs, so the column becomes bytea"),
    NUMBER_BESIDE_BLOB(Weight.WARNING, "numbers stand beside BLOBs and become the UTF-8 bytes of their decimal"),
    TEXT_IN_BLOB_COLUMN(Weight.NOTE, "text in a BLOB column becomes its UTF-8 bytes"),
    INVALID_UTF8(Weight.WARNING, "text is not valid UTF-8, so the column becomes bytea, byte for byte"),
    NUL_IN_TEXT(
            Weight.BLOCKER,
            "text contains U+0000, which PostgreSQL cannot store as text; choose --unstorable-text bytea"),
    NUL_AS_BYTEA(Weight.WARNING, "text contains U+0000, so the column becomes bytea, byte for byte"),
    NOT_BOOLEAN(Weight.WARNING, "declared as a truth value, but holds others than 0 and 1"),
    INTEGERS_AND_REALS_AS_NUMERIC(
            Weight.NOTE, "integers beyond 2^53 stand beside reals, so the column becomes numeric"),
    DECIMAL_DOES_NOT_FIT(Weight.WARNING, "values do not fit the declared precision and scale"),
    LONGER_THAN_DECLARED(Weight.NOTE, "texts are longer than declared, so the length is not carried over"),
    EPOCH_NUMBERS(Weight.WARNING, "a date or time column holds numbers; they stay numbers until you choose a reading"),
    MIXED_TEMPORAL_FORMS(Weight.WARNING, "dates or times are not all of one form, so the column becomes text"),
    DATES_AMONG_TIMES(Weight.NOTE, "dates without a time of day become midnight"),
    LOCAL_TIME(
            Weight.NOTE,
            "times have no zone and become timestamp without time zone; --zone UTC makes them timestamptz"),
    ASSUMED_ZONE(Weight.NOTE, "times without a zone are taken to be in the zone you chose"),
    ROUNDED_FRACTION(
            Weight.WARNING, "digits below the microsecond are rounded half even; --strict-fractions keeps text"),
    NOT_ALL_JSON(Weight.WARNING, "declared as JSON, but not every value is a document, so the column becomes text"),
    JSON_NOT_JSONB(
            Weight.NOTE, "documents have duplicate keys, U+0000 or the like, so the column becomes json, not jsonb"),
    WIDENED_BY_FOREIGN_KEY(Weight.NOTE, "takes the type of the columns that a foreign key joins it with"),
    RENAMED(Weight.NOTE, "has another name in PostgreSQL"),
    NAME_COLLISION(Weight.WARNING, "has a name that another has already, so it gets a number"),
    COLLATION_NOCASE(
            Weight.WARNING,
            "NOCASE: keys and indexes go over lower(column); the application's own comparisons become case-sensitive"),
    COLLATION_OTHER(Weight.WARNING, "has a collating sequence that PostgreSQL has not; texts compare by their bytes"),
    DEFAULT_NOT_TRANSLATED(Weight.WARNING, "the DEFAULT could not be carried over"),
    CHECK_NOT_TRANSLATED(Weight.WARNING, "the CHECK constraint could not be carried over"),
    INDEX_NOT_TRANSLATED(Weight.WARNING, "the index could not be carried over"),
    INDEX_AS_HASH(
            Weight.WARNING, "values are too long for a B-tree, so the index is a hash index: equality only, no order"),
    GENERATED_AS_VALUES(Weight.WARNING, "a generated column becomes a plain column that holds its values"),
    VIEW_NOT_TRANSLATED(Weight.WARNING, "the view could not be carried over"),
    VIEW_BROKEN(Weight.NOTE, "SQLite itself cannot run the view, so it is left out"),
    VIEW_NOT_COMPARED(Weight.NOTE, "the view's rows could not be counted on both sides, so they were not compared"),
    TRANSLATION_NOTE(Weight.NOTE, "the translation means something slightly different"),
    TRIGGER_LEFT_OUT(Weight.WARNING, "the trigger is not carried over; rewrite it by hand if it is needed"),
    TRIGGER_NOT_CREATED(
            Weight.NOTE, "the existing schema has the triggers that its own migrations made; this one is not added"),
    VIRTUAL_TABLE_LEFT_OUT(
            Weight.WARNING,
            "the virtual table and its shadow tables are not copied; for full text use tsvector with GIN"),
    VIRTUAL_TABLE_ROWS_LEFT_OUT(
            Weight.FAULT, "the virtual table holds rows of its own, which are in no other table and not copied"),
    CONFLICT_CLAUSE_LEFT_OUT(Weight.WARNING, "an ON CONFLICT clause has no counterpart; write it into the statements"),
    FOREIGN_KEY_WITHOUT_PARENT(
            Weight.WARNING, "the foreign key has no parent that could hold it, and SQLite never enforced it"),
    FOREIGN_KEY_TYPES(Weight.FAULT, "the foreign key joins columns of types that cannot be compared"),
    ORPHANS(Weight.FAULT, "rows break the foreign key; they are loaded and the key stays NOT VALID"),
    ORPHANS_DRAW_OTHERS(Weight.NOTE, "rows would lose their parent if the rows that break foreign keys were deleted"),
    ORPHANS_EMPTIED(Weight.WARNING, "rows break the foreign key and get NULL in it, as the plan says"),
    ORPHANS_FORBIDDEN(Weight.BLOCKER, "rows break the foreign key, and the plan says to refuse them"),
    ROWS_QUARANTINED(Weight.FAULT, "rows are set aside instead of loaded, as the plan says"),
    KEYS_COLLIDE(
            Weight.FAULT,
            "rows would be equal in a unique key of PostgreSQL, so it becomes an index that allows duplicates"),
    NULL_IN_PRIMARY_KEY(Weight.FAULT, "the primary key holds NULLs, so a unique index takes its place"),
    NULL_IN_NOT_NULL_COLUMN(Weight.FAULT, "declared NOT NULL, but holds NULLs, so NULLs stay allowed"),
    TOO_MANY_COLUMNS(Weight.BLOCKER, "PostgreSQL has no table with more than 1,600 columns; split the table first"),
    IDENTITY_EXHAUSTED(Weight.WARNING, "the largest id is the largest integer there is; no next value can be given"),
    IDENTITY_NOT_POSSIBLE(Weight.FAULT, "the key is no integer in PostgreSQL, so ids are not given by themselves"),
    VALUE_DOES_NOT_FIT(Weight.BLOCKER, "values do not fit the type that the plan says"),
    OVERRIDDEN(Weight.NOTE, "as the plan file says"),
    CHOSEN(Weight.NOTE, "as you chose with --choose"),
    CHOICE_NOT_APPLICABLE(Weight.BLOCKER, "the choice has no place for values of the column"),
    READ_AS_NULL(Weight.WARNING, "values become NULL, as you chose or the plan file says"),
    TIMES_IN_GAP(
            Weight.WARNING,
            "the zone's clocks never show these times, since they are put forward; they move on by as much"),
    TIMES_IN_OVERLAP(
            Weight.WARNING, "the zone's clocks show these times twice, since they are put back; the first is taken"),
    IMPLAUSIBLE_TIME(Weight.WARNING, "numbers are no times between 1990 and 2100 by the reading of the plan"),
    OVERRIDE_WITHOUT_OBJECT(Weight.WARNING, "the plan file decides on what the database no longer has"),
    LEFT_OUT_BY_PLAN(Weight.WARNING, "the plan leaves it out"),
    TABLE_NOT_SELECTED(Weight.NOTE, "--include-table and --exclude-table leave it out"),
    TAKEN_FROM_TARGET(Weight.NOTE, "the type that the existing table has"),
    HISTORY_KEPT(Weight.NOTE, "a migration tool's own table: the target keeps what it has there"),
    NOT_IN_TARGET(Weight.BLOCKER, "holds values, but the existing schema has no place for them"),
    EMPTY_AND_NOT_IN_TARGET(Weight.NOTE, "holds nothing, and the existing schema has no place for it"),
    TYPE_NOT_KNOWN(Weight.BLOCKER, "the existing column has a type that Liftlock cannot fill"),
    NEEDS_A_VALUE(Weight.BLOCKER, "the existing column needs a value, and the source has none for it"),
    COMPUTED_BY_TARGET(Weight.WARNING, "the existing column is generated: PostgreSQL computes it, nothing is copied"),
    EXISTING_KEYS_COLLIDE(
            Weight.BLOCKER, "rows would be equal in a unique key of the existing table, which refuses them"),
    ORPHANS_REFUSED(Weight.BLOCKER, "rows break a foreign key, which the existing schema enforces"),
    TARGET_TRIGGER(Weight.WARNING, "a trigger of the existing table runs on every row that is loaded"),
    SEEDED_ROWS_KEPT(Weight.NOTE, "not loaded: the existing table keeps its own rows with these keys"),
    SEEDED_ROWS_DIFFER(Weight.WARNING, "rows that the existing table keeps are not as SQLite has them"),
    SEEDED_OR_CHANGED(Weight.WARNING, "differs because the table kept it, or because somebody changed it since"),
    ROWS_ONLY_IN_TARGET(Weight.WARNING, "rows that only the existing table has stay there"),
    EMPTIED_WITH_OTHERS(Weight.WARNING, "not of the plan, but emptied because it refers to tables that are"),
    STATEMENT_FAILED(Weight.FAULT, "PostgreSQL refused the statement"),
    ROWS_DIFFER(Weight.FAULT, "rows differ between the two databases"),
    OBJECT_MISSING(Weight.FAULT, "is missing in PostgreSQL"),
    OBJECT_DIFFERS(Weight.FAULT, "is not what the plan says"),
    COPY_BREAKS_FOREIGN_KEY(Weight.FAULT, "rows break a foreign key, in the file as in its copy"),
    COPY_BREAKS_RULE(Weight.FAULT, "values break a NOT NULL, CHECK or STRICT type, in the file as in its copy"),
    COPY_NOT_CHECKED(Weight.WARNING, "SQLite could not check this of the copy");

    private final Weight weight;
    private final String text;

    FindingCode(Weight weight, String text) {
        this.weight = weight;
        this.text = text;
    }

    /**
     * The stable code.
     *
     * @return for instance {@code text-beside-numbers}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * How much it matters.
     *
     * @return the weight
     */
    public Weight weight() {
        return weight;
    }

    /**
     * What it says, without names.
     *
     * @return static text
     */
    public String text() {
        return text;
    }

    /**
     * Why it matters.
     *
     * @return one or two plain sentences, without names
     */
    public String why() {
        return FindingAdvice.why(this);
    }

    /**
     * What settles it: an option, a key of {@code plan.yaml}, SQL, or what to do by hand. In SQL, {@code t} and {@code c}
     * stand for the table and the column of the finding.
     *
     * @return plain sentences
     */
    public String remedy() {
        return FindingAdvice.remedy(this);
    }

    /**
     * Finds a kind by its code.
     *
     * @param code the code; case does not matter, and {@code _} stands for {@code -}
     * @return the kind, or nothing if there is none
     */
    public static Optional<FindingCode> of(String code) {
        String wanted = normal(code);
        return Arrays.stream(values())
                .filter(candidate -> candidate.code().equals(wanted))
                .findFirst();
    }

    /**
     * The kinds that somebody who wrote an unknown code may have meant.
     *
     * @param code what was written
     * @param most how many at most
     * @return the nearest first: those that contain what was written, then by the number of letters that differ
     */
    public static List<FindingCode> nearest(String code, int most) {
        String wanted = normal(code);
        return Arrays.stream(values())
                .sorted(Comparator.comparing(
                                (FindingCode candidate) -> !candidate.code().contains(wanted))
                        .thenComparing(candidate -> EditDistance.between(wanted, candidate.code())))
                .limit(most)
                .toList();
    }

    private static String normal(String code) {
        return code.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
