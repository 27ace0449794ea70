package org.liftlock.migration.construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only the text of a CREATE TABLE statement tells, read word by word as SQLite's grammar does (src/parse.y): keywords
 * outside quotes, comments and inner parentheses.
 *
 * @param checks how many CHECK constraints
 * @param checkNames the names of those that have one
 * @param conflicts the conflict resolutions other than ABORT, in order
 * @param autoincrement whether AUTOINCREMENT is there
 * @param foreignKeys DEFERRABLE of each foreign key in the order of declaration
 */
record DeclaredWords(
        int checks,
        List<String> checkNames,
        List<String> conflicts,
        boolean autoincrement,
        List<Deferral> foreignKeys) {

    enum Deferral {
        NONE,
        IMMEDIATE,
        DEFERRED
    }

    private static final Pattern PART = Pattern.compile(
            "--[^\n]*|/\\*.*?(?:\\*/|$)|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\\[[^\\]]*\\]"
                    + "|[\\w$\\x80-\\x{10ffff}]+|[^\\s]",
            Pattern.DOTALL);

    static DeclaredWords of(String sql) {
        List<String> words = outerWords(sql);
        List<String> checkNames = new ArrayList<>();
        List<String> conflicts = new ArrayList<>();
        List<Deferral> foreignKeys = new ArrayList<>();
        int checks = 0;
        boolean autoincrement = false;
        String name = "";
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "CONSTRAINT" -> name = at(words, ++i);
                case "CHECK" -> {
                    checks++;
                    if (!name.isEmpty()) {
                        checkNames.add(bare(name));
                    }
                    name = "";
                }
                case "UNIQUE", "PRIMARY", "NOT", "FOREIGN", "DEFAULT", "COLLATE" -> name = "";
                case "CONFLICT" -> {
                    String resolution = at(words, ++i);
                    if (!resolution.equals("ABORT")) {
                        conflicts.add(resolution);
                    }
                }
                case "AUTOINCREMENT" -> autoincrement = true;
                case "REFERENCES" -> foreignKeys.add(Deferral.NONE);
                case "DEFERRABLE" -> {
                    boolean deferred = at(words, i + 1).equals("INITIALLY")
                            && at(words, i + 2).equals("DEFERRED");
                    if (!at(words, i - 1).equals("NOT") && !foreignKeys.isEmpty()) {
                        foreignKeys.set(foreignKeys.size() - 1, deferred ? Deferral.DEFERRED : Deferral.IMMEDIATE);
                    }
                }
                default -> {
                    // A name, a type, a value.
                }
            }
        }
        return new DeclaredWords(checks, checkNames, conflicts, autoincrement, foreignKeys);
    }

    /** What stands inside the outermost parentheses and in no inner ones; keywords in upper case, names as quoted. */
    private static List<String> outerWords(String sql) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        Matcher parts = PART.matcher(sql);
        while (parts.find()) {
            String part = parts.group();
            if (part.startsWith("--") || part.startsWith("/*")) {
                continue;
            }
            if (part.equals("(")) {
                depth++;
            } else if (part.equals(")")) {
                depth--;
            } else if (depth == 1) {
                words.add(part.toUpperCase(Locale.ROOT).equals(part) ? part : keepQuoted(part));
            }
        }
        return words;
    }

    private static String keepQuoted(String part) {
        return "'\"`[".indexOf(part.charAt(0)) >= 0 ? part : part.toUpperCase(Locale.ROOT);
    }

    private static String at(List<String> words, int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }

    private static String bare(String name) {
        char quote = name.charAt(0);
        if ("'\"`[".indexOf(quote) < 0) {
            return name;
        }
        String inside = name.substring(1, name.length() - 1);
        return quote == '[' ? inside : inside.replace("" + quote + quote, "" + quote);
    }
}
