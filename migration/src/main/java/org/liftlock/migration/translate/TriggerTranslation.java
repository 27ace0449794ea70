package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a trigger. */
public sealed interface TriggerTranslation permits Translation.Refused, TriggerTranslation.TranslatedTrigger {

    /**
     * A trigger that does the same in PL/pgSQL.
     *
     * @param name its name in SQLite
     * @param table source name of the table that it hangs on
     * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
     * @param columns source names of the columns behind {@code UPDATE OF}; empty for all
     * @param writes what its statements change
     * @param statements its statements as they are; null if they need the row number that is not kept
     * @param assignment the shorter form of a trigger that only sets columns of the row that fires it, to run before the
     *     row is stored; null for every other. Nothing else sees the row being changed a second time, so it is right only
     *     where no other trigger looks
     * @param notes what means slightly different, spelled out; normally empty
     */
    record TranslatedTrigger(
            String name,
            String table,
            String event,
            List<String> columns,
            List<Write> writes,
            @Nullable TriggerCode statements,
            @Nullable TriggerCode assignment,
            List<String> notes)
            implements TriggerTranslation {

        /** Keeps copies of the lists. */
        public TranslatedTrigger {
            columns = List.copyOf(columns);
            writes = List.copyOf(writes);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A change that a trigger makes.
     *
     * @param table source name of the table
     * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
     * @param columns source names of the columns that an UPDATE sets, otherwise empty
     */
    record Write(String table, String event, List<String> columns) {

        /** Keeps a copy of the list. */
        public Write {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A trigger function's inside.
     *
     * @param fires when it fires, for instance {@code BEFORE UPDATE OF "name"}
     * @param when the condition over NEW and OLD, or null
     * @param body statements of PL/pgSQL, without the final RETURN
     * @param result what the function returns: {@code NEW}, {@code OLD} or {@code NULL}
     */
    record TriggerCode(String fires, @Nullable String when, String body, String result) {}
}
