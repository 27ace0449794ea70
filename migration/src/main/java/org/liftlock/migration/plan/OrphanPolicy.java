package org.liftlock.migration.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of rows that break a foreign key. */
public enum OrphanPolicy {
    /** They are loaded, and the key stays NOT VALID. */
    KEEP,
    /** They are loaded with NULL in the columns of the key. */
    SET_NULL,
    /** They are set aside, and with them the rows that need them. */
    QUARANTINE,
    /** Nothing is touched. */
    REFUSE;

    /**
     * The word for it in a plan and on the command line.
     *
     * @return for instance {@code set-null}, since YAML takes a bare {@code null} for nothing at all
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The policy that a word stands for.
     *
     * @param word for instance {@code set-null}
     * @return the policy, if there is one
     */
    public static Optional<OrphanPolicy> of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }
}
