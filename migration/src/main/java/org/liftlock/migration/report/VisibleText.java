package org.liftlock.migration.report;

/**
 * Makes names and values harmless to show: what would steer a terminal, break a line or turn the direction of reading is
 * written as {@code \}{@code uXXXX}. Stateless and thread-safe.
 */
public final class VisibleText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /**
     * Replaces control characters, direction marks, line and paragraph separators and halves of surrogate pairs.
     *
     * @param text any text
     * @return the same text if it was harmless
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::steers)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (!steers(character)) {
                visible.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    visible.append(String.format("\\u%04X", (int) unit));
                }
            }
        });
        return visible.toString();
    }

    /** Joiners belong to scripts and emoji and steer nothing. */
    static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
