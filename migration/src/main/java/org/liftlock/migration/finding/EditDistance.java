package org.liftlock.migration.finding;

/** How many letters have to be put in, taken out or replaced to make one word of another. Stateless and thread-safe. */
public final class EditDistance {

    private EditDistance() {}

    /**
     * The distance of two words.
     *
     * @param one a word
     * @param other another one
     * @return how many letters have to change
     */
    public static int between(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
