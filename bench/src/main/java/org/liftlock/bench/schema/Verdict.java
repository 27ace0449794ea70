package org.liftlock.bench.schema;

/** What a difference is. */
enum Verdict {
    EQUAL("equal"),
    WIDER("wider on purpose"),
    CHOICE("a choice offered"),
    NAMED("left out by name"),
    APPLICATION("the application differs"),
    DEFECT("defect");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
