package org.liftlock.migration.assessment;

import java.util.Collection;

/** What the evidence comes to. */
public enum Decision {
    /** SQLite is the right choice. */
    STAY("stay"),
    /** SQLite is the right choice with other settings. */
    TUNE("tune"),
    /** One signal speaks for a server; what cannot be seen from here decides. */
    CONSIDER("consider"),
    /** Several signals speak for a server, or one that SQLite is not made for. */
    MOVE("move");

    private final String word;

    Decision(String word) {
        this.word = word;
    }

    /**
     * Its stable name, for programs.
     *
     * @return in lower case
     */
    public String word() {
        return word;
    }

    /**
     * Draws the conclusion.
     *
     * @param strengths those of all signals
     * @return the decision
     */
    static Decision of(Collection<Strength> strengths) {
        long weighing = strengths.stream()
                .filter(strength -> strength == Strength.WEIGHS)
                .count();
        if (strengths.contains(Strength.DECIDES) || weighing >= 2) {
            return MOVE;
        }
        if (weighing == 1) {
            return CONSIDER;
        }
        return strengths.contains(Strength.CURABLE) ? TUNE : STAY;
    }
}
