package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liftlock.migration.profile.DistinctValue;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;

/** Offers boolean for columns whose few values are words for true and false. */
final class BooleanOffers {

    /** Each word for true with its opposite. */
    private static final Map<String, String> OPPOSITES =
            Map.of("1", "0", "-1", "0", "t", "f", "true", "false", "y", "n", "yes", "no", "on", "off");

    private final ChoiceColumn column;
    private final Offers offers;
    private final boolean redact;
    private final Set<String> trueWords = new LinkedHashSet<>();
    private final Set<String> falseWords = new LinkedHashSet<>();
    private final List<DistinctValue> unknown = new ArrayList<>();
    private boolean hasTrue;
    private boolean hasFalse;
    private boolean onlyZeroAndOne = true;

    private BooleanOffers(ChoiceColumn column, Offers offers, boolean redact) {
        this.column = column;
        this.offers = offers;
        this.redact = redact;
    }

    static void add(ChoiceColumn column, boolean redact, Offers offers) {
        List<DistinctValue> values = column.profile().forms().distinct();
        if (!values.isEmpty() && column.type().kind() != Kind.BOOLEAN && !column.isInUniqueKey()) {
            new BooleanOffers(column, offers, redact).add(values);
        }
    }

    /** Whether an author who has no word for it would declare a truth value so. */
    static boolean isDeclaredLikely(ChoiceColumn column) {
        String words = column.declared().words();
        return column.declared().isBoolean()
                || words.equals("BIT")
                || (words.equals("TINYINT") && column.declared().precision() == 1);
    }

    private void add(List<DistinctValue> values) {
        Occurrences empty = Occurrences.NONE;
        Occurrences odd = Occurrences.NONE;
        boolean integers = true;
        for (DistinctValue value : values) {
            integers &= value.storageClass() == StorageClass.INTEGER;
            if (value.word().isEmpty()) {
                empty = empty.and(value.rows());
            } else if (!known(value)) {
                unknown.add(value);
                odd = odd.and(value.rows());
            }
        }
        boolean likely = isDeclaredLikely(column);
        if (!likely && (!hasTrue || !hasFalse || odd.any())) {
            return;
        }
        String evidence = evidence(values);
        ValueWords words = onlyZeroAndOne && !odd.any() && !empty.any()
                ? ValueWords.NONE
                : new ValueWords(List.copyOf(trueWords), List.copyOf(falseWords), List.of());
        String what = "boolean; " + listed("true", trueWords) + ", " + listed("false", falseWords);
        offers.add("boolean", ChosenType.of(PgType.BOOLEAN, words), what, evidence, odd.and(empty));
        if (odd.any() && integers) {
            nonzero(values, evidence);
        }
        if (empty.any()) {
            offers.add(
                    "boolean-empty-null",
                    ChosenType.of(PgType.BOOLEAN, new ValueWords(words.trueWords(), words.falseWords(), List.of(""))),
                    what + "; '' becomes NULL",
                    evidence,
                    odd);
            List<String> withEmpty = new ArrayList<>(words.falseWords());
            withEmpty.add("");
            offers.add(
                    "boolean-empty-false",
                    ChosenType.of(PgType.BOOLEAN, new ValueWords(words.trueWords(), withEmpty, List.of())),
                    what + "; '' is false",
                    evidence,
                    odd);
        }
    }

    /** As SQLite itself takes numbers for conditions. */
    private void nonzero(List<DistinctValue> values, String evidence) {
        List<String> all = values.stream()
                .map(DistinctValue::word)
                .filter(word -> !word.equals("0"))
                .toList();
        offers.add(
                "boolean-nonzero",
                ChosenType.of(PgType.BOOLEAN, new ValueWords(all, List.of("0"), List.of())),
                "boolean; every number but 0 is true, as in SQLite's conditions",
                evidence);
    }

    private boolean known(DistinctValue value) {
        String word = value.word();
        String lower = word.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> pair : OPPOSITES.entrySet()) {
            boolean isTrue = pair.getKey().equals(lower);
            if (isTrue
                    || pair.getValue().equals(lower)
                            && !(lower.equals("0") && pair.getKey().equals("-1"))) {
                trueWords.add(isTrue ? word : inCaseOf(word, pair.getKey()));
                falseWords.add(isTrue ? inCaseOf(word, pair.getValue()) : word);
                hasTrue |= isTrue;
                hasFalse |= !isTrue;
                onlyZeroAndOne &= value.storageClass() == StorageClass.INTEGER && !word.equals("-1");
                return true;
            }
        }
        return false;
    }

    private static String inCaseOf(String model, String word) {
        if (model.equals(model.toLowerCase(Locale.ROOT))) {
            return word;
        }
        boolean isCapitalised = model.length() > 1 && Character.isLowerCase(model.charAt(1));
        String upper = word.toUpperCase(Locale.ROOT);
        return isCapitalised ? upper.charAt(0) + word.substring(1) : upper;
    }

    private static String listed(String meaning, Set<String> words) {
        return (words.isEmpty()
                        ? "nothing"
                        : words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ")))
                + (words.size() == 1 ? " is " : " are ")
                + meaning;
    }

    private String evidence(List<DistinctValue> values) {
        if (redact) {
            return Offers.count(values.size()) + " different values";
        }
        return values.stream()
                .map(value -> "'" + value.word() + "' in "
                        + (unknown.contains(value) || value.word().isEmpty()
                                ? value.rows().words()
                                : Offers.count(value.rows().count())))
                .collect(Collectors.joining(", "));
    }
}
