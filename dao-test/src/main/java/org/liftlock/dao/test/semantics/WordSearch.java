package org.liftlock.dao.test.semantics;

import java.util.List;

/** The port behind which the full-text searches of two databases lie. */
interface WordSearch {

    /** The pages that contain all of the words, whatever the case of their ASCII letters, by id. */
    List<Long> pagesWith(String words);
}
