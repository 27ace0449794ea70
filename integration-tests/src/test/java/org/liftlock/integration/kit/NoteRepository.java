package org.liftlock.integration.kit;

import java.util.List;
import java.util.stream.Stream;

/** Notes in categories that the migrations make. */
interface NoteRepository {

    /** Adds a note of the category "work" and returns its number. */
    long add(String text);

    List<String> texts();

    Stream<String> stream();

    List<String> categories();

    /** Removes all notes and categories. */
    void wipe();

    /** Matches by a regular expression; refused where the backend has none. */
    List<String> matching(String expression);
}
