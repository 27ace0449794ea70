package org.liftlock.migration.translate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What holds for one translation: whether it must be immutable, and what is to be noted. Not thread-safe. */
final class Context {

    private final boolean immutable;
    private final Set<String> notes = new LinkedHashSet<>();

    Context(boolean immutable) {
        this.immutable = immutable;
    }

    boolean immutable() {
        return immutable;
    }

    /** Says that what follows depends on more than its arguments. */
    void changing(String construct) {
        if (immutable) {
            throw new Refusal(construct, "PostgreSQL allows only immutable expressions here");
        }
    }

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
