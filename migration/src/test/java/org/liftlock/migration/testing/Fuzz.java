package org.liftlock.migration.testing;

import java.util.Random;

/**
 * How long and from where random tests run: {@code -Dliftlock.fuzz.seed}, {@code -Dliftlock.fuzz.factor} times as many
 * rounds as in a build. A build always begins with the same seed, so that what it finds was brought in by a change.
 */
public final class Fuzz {

    private static final long SEED = Long.getLong("liftlock.fuzz.seed", 20);
    private static final int FACTOR = Integer.getInteger("liftlock.fuzz.factor", 1);

    private Fuzz() {}

    /** A generator whose seed is printed. */
    public static Random random(String test) {
        System.out.println(test + ": -Dliftlock.fuzz.seed=" + SEED);
        return new Random(SEED);
    }

    public static int rounds(int inABuild) {
        return inABuild * FACTOR;
    }
}
