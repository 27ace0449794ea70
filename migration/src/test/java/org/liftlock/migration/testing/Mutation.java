package org.liftlock.migration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns texts of a grammar into others that are nearly of it: the same seed gives the same ones. */
public final class Mutation {

    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z_0-9.]+|'[^']*'|\"[^\"]*\"|\\s+|<=|>=|<>|\\|\\||->>?|.", Pattern.DOTALL);
    private static final List<String> ODD = List.of(
            "'",
            "\"",
            "`",
            "[",
            "]",
            "(",
            ")",
            ",",
            ";",
            "--",
            "/*",
            "*/",
            "\\",
            "\u0000",
            "\uD800",
            "\u202E",
            "NULL",
            "-",
            "9223372036854775808",
            "1e999",
            ".",
            "x'0",
            "''",
            "AND",
            "NOT",
            "CASE",
            "COLLATE NOCASE",
            "{",
            "}",
            ":",
            "%",
            "\n");

    private final List<String> seeds;
    private final Random random;

    public Mutation(List<String> seeds, Random random) {
        this.seeds = List.copyOf(seeds);
        this.random = random;
    }

    /** A text with one to four changes, now and then nested deeply. */
    public String next() {
        List<String> tokens = tokens(any());
        for (int change = random.nextInt(4); change >= 0; change--) {
            change(tokens);
        }
        String text = String.join("", tokens);
        return switch (random.nextInt(60)) {
            case 0 -> text.substring(0, random.nextInt(text.length() + 1));
            case 1 -> nested("(", text, ")");
            case 2 -> nested("NOT ", text, "");
            case 3 -> nested("lower(", text, ")");
            case 4 -> nested("1 + ", text, " OR n");
            case 5 -> nested("CASE WHEN ", text, " THEN 1 END");
            default -> text;
        };
    }

    private String nested(String before, String text, String after) {
        int depth = 1 << random.nextInt(13);
        return before.repeat(depth) + text + after.repeat(depth);
    }

    private String any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private void change(List<String> tokens) {
        int at = random.nextInt(tokens.size() + 1);
        boolean inside = at < tokens.size();
        switch (random.nextInt(8)) {
            case 0 -> {
                if (inside) {
                    tokens.remove(at);
                }
            }
            case 1 -> {
                if (inside) {
                    tokens.add(at, tokens.get(at));
                }
            }
            case 2 -> {
                if (inside) {
                    String other = tokens.set(random.nextInt(tokens.size()), tokens.get(at));
                    tokens.set(at, other);
                }
            }
            case 3 -> tokens.add(at, ODD.get(random.nextInt(ODD.size())));
            case 4 -> {
                if (inside) {
                    char[] characters = tokens.get(at).toCharArray();
                    characters[random.nextInt(characters.length)] ^= (char) (1 << random.nextInt(8));
                    tokens.set(at, new String(characters));
                }
            }
            case 5 -> tokens.addAll(at, tokens(any()));
            default -> {
                List<String> others = tokens(any());
                if (inside && !others.isEmpty()) {
                    tokens.set(at, others.get(random.nextInt(others.size())));
                }
            }
        }
    }
}
