package org.liftlock.migration.translate;

import java.util.List;

/** What became of a view. */
public sealed interface ViewTranslation permits Translation.Refused, ViewTranslation.TranslatedView {

    /**
     * A view whose rows are the same.
     *
     * @param sourceName the view's name in SQLite
     * @param select the statement behind {@code CREATE VIEW … AS}; its columns carry their target names
     * @param columns the view's columns, to be given to the translation of views that read it
     * @param notes what means slightly different, spelled out; normally empty
     */
    record TranslatedView(String sourceName, String select, List<TranslationColumn> columns, List<String> notes)
            implements ViewTranslation {

        /** Keeps copies of the lists. */
        public TranslatedView {
            columns = List.copyOf(columns);
            notes = List.copyOf(notes);
        }

        /**
         * The view as a relation for other views.
         *
         * @param targetName its name in PostgreSQL
         * @return the relation
         */
        public TranslationTable as(String targetName) {
            return new TranslationTable(sourceName, targetName, columns);
        }
    }
}
