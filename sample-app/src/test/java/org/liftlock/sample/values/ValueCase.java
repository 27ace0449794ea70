package org.liftlock.sample.values;

import java.util.List;
import java.util.function.Function;
import org.jooq.Binding;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/**
 * A type of values and how it is declared on both databases.
 *
 * @param name the name of its table
 * @param type its type in jOOQ
 * @param sqliteType how SQLite declares it
 * @param postgresType how PostgreSQL declares it
 * @param sorted whether SQL sorts it as {@code values} are
 * @param values values that come back as they are, each another, in their order
 * @param texts what SQLite stores for each, as {@code quote()} writes it
 * @param cut gives what comes back for a value that is not in the form of the databases
 * @param uncut values that are not
 * @param refused values that no database is given
 * @param bad what SQLite may hold instead of a value, as literals
 */
record ValueCase<T>(
        String name,
        DataType<T> type,
        String sqliteType,
        String postgresType,
        boolean sorted,
        List<T> values,
        List<String> texts,
        Function<T, T> cut,
        List<T> uncut,
        List<T> refused,
        List<String> bad) {

    static <T> ValueCase<T> of(
            String name,
            Binding<Object, T> binding,
            String sqliteType,
            String postgresType,
            List<T> values,
            List<String> texts,
            List<String> bad) {
        return new ValueCase<>(
                name,
                SQLDataType.OTHER.asConvertedDataType(binding),
                sqliteType,
                postgresType,
                true,
                values,
                texts,
                value -> value,
                List.of(),
                List.of(),
                bad);
    }

    ValueCase<T> cut(Function<T, T> newCut, List<T> newUncut) {
        return new ValueCase<>(
                name, type, sqliteType, postgresType, sorted, values, texts, newCut, newUncut, refused, bad);
    }

    ValueCase<T> refusing(List<T> newRefused) {
        return new ValueCase<>(
                name, type, sqliteType, postgresType, sorted, values, texts, cut, uncut, newRefused, bad);
    }

    ValueCase<T> unsorted() {
        return new ValueCase<>(name, type, sqliteType, postgresType, false, values, texts, cut, uncut, refused, bad);
    }

    /** For messages of tests. */
    @Override
    public String toString() {
        return name;
    }
}
