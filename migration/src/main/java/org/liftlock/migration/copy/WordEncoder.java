package org.liftlock.migration.copy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ValueWords;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.value.ShortestDecimal;

/** Looks values up among the words that a plan gives a column. Stateless but for its words. */
final class WordEncoder {

    /** What a word stands for. */
    enum Meaning {
        TRUE,
        FALSE,
        NULL
    }

    private final Map<String, Meaning> meanings = new HashMap<>();
    private final boolean decidesTruth;

    WordEncoder(ValueWords words) {
        words.trueWords().forEach(word -> meanings.put(word, Meaning.TRUE));
        words.falseWords().forEach(word -> meanings.put(word, Meaning.FALSE));
        words.nullWords().forEach(word -> meanings.put(word, Meaning.NULL));
        this.decidesTruth = words.decidesTruth();
    }

    /** Whether a boolean column takes these words and no others. */
    boolean decidesTruth() {
        return decidesTruth;
    }

    /** The meaning of a value of the current row, if it is one of the words. */
    @Nullable
    Meaning meaning(RowCursor cursor, int index) {
        return switch (cursor.storageClass(index)) {
            case INTEGER -> meanings.get(Long.toString(cursor.integer(index)));
            case REAL -> meanings.get(ShortestDecimal.text(cursor.real(index)));
            case TEXT ->
                meanings.get(new String(
                        cursor.bytes(index), cursor.offset(index), cursor.length(index), StandardCharsets.UTF_8));
            case BLOB, NULL -> null;
        };
    }
}
