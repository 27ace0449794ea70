package org.liftlock.cli.screen;

import org.liftlock.migration.finding.Weight;

/** Colours, where they are wanted. */
enum Ink {
    BOLD("1"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    static Ink of(Weight weight) {
        return switch (weight) {
            case BLOCKER, FAULT -> RED;
            case WARNING -> YELLOW;
            case NOTE -> BLUE;
        };
    }

    String on(String text, Terminal terminal) {
        return terminal.colours() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
