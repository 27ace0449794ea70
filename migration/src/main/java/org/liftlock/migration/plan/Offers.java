package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.liftlock.migration.profile.Occurrences;

/** Collects the options of one column in the order in which its values suggest them. Not thread-safe. */
final class Offers {

    private record Offer(
            String word, ChosenType chosen, String what, String evidence, Occurrences misfits, boolean byNameAlone) {}

    private final List<Offer> offers = new ArrayList<>();

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    void add(String word, ChosenType chosen, String what, String evidence, Occurrences misfits) {
        offers.add(new Offer(word, chosen, what, evidence, misfits, false));
    }

    void add(String word, ChosenType chosen, String what, String evidence) {
        add(word, chosen, what, evidence, Occurrences.NONE);
    }

    /** For what ranks second at best, so that a word for all columns does not take it. */
    void addByNameAlone(String word, ChosenType chosen, String what, String evidence) {
        offers.add(new Offer(word, chosen, what, evidence, Occurrences.NONE, true));
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    /** Those that fit come first. */
    List<ChoiceOption> options(ChoiceColumn column, List<String> together, boolean redact) {
        List<Offer> ranked = offers.stream()
                .sorted(Comparator.comparing((Offer offer) -> offer.misfits.any())
                        .thenComparing(offer -> offer.byNameAlone))
                .toList();
        int skipped = ranked.isEmpty() || !ranked.get(0).byNameAlone ? 0 : 1;
        List<ChoiceOption> options = new ArrayList<>();
        for (Offer offer : ranked) {
            options.add(new ChoiceOption(
                    offer.word,
                    options.size() + 1 + skipped,
                    offer.what
                            + (column.column().notNull()
                                            && !offer.chosen.words().nullWords().isEmpty()
                                    ? ", and the column loses NOT NULL"
                                    : ""),
                    offer.evidence,
                    offer.misfits,
                    together,
                    offer.chosen.onlyTexts().isEmpty()
                            ? offer.chosen.yaml()
                            : EnumOffers.yaml(column, offer.chosen.onlyTexts(), redact),
                    "--choose " + argument(column.where() + "=" + offer.word),
                    offer.chosen));
        }
        return options;
    }

    /** As a shell takes it in one piece. */
    private static String argument(String text) {
        return text.matches("[\\w.=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
