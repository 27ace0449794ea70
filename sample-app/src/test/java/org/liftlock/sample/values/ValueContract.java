package org.liftlock.sample.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.sample.TestDatabase;

/** What holds for the values of every type on every backend. */
abstract class ValueContract {

    final TestDatabase backend;
    private final Database database;
    final Values values;

    ValueContract(TestDatabase backend) {
        this.backend = backend;
        this.database = backend.builder()
                .withoutMigrations()
                .withoutSchemaCheck()
                .repositories(Values.MODULE)
                .open();
        this.values = database.repository(Values.class);
    }

    static Stream<ValueCase<?>> cases() {
        return ValueCases.all();
    }

    abstract String declaredType(ValueCase<?> type);

    /** Makes an empty table for the values. */
    final void table(ValueCase<?> type) throws Exception {
        backend.execute(
                "drop table if exists " + type.name(),
                "create table " + type.name() + " (id integer primary key, v " + declaredType(type) + ")");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The same with arrays as text, whose equality is that of their bytes. */
    private static List<@Nullable Object> deep(List<? extends @Nullable Object> values) {
        List<@Nullable Object> deep = new ArrayList<>();
        values.forEach(
                value -> deep.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value));
        return deep;
    }

    private <T> void addAll(ValueCase<T> type) {
        for (int i = 0; i < type.values().size(); i++) {
            values.add(type, i, type.values().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void comeBackAsTheyWere(ValueCase<T> type) throws Exception {
        table(type);
        addAll(type);

        assertThat(deep(values.all(type))).isEqualTo(deep(type.values()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void comeBackFromLiteralsToo(ValueCase<T> type) throws Exception {
        table(type);
        for (int i = 0; i < type.values().size(); i++) {
            values.addInlined(type, i, type.values().get(i));
        }
        values.addInlined(type, 99, null);

        List<@Nullable T> expected = new ArrayList<>(type.values());
        expected.add(null);
        assertThat(deep(values.all(type))).isEqualTo(deep(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areFoundByEquality(ValueCase<T> type) throws Exception {
        table(type);
        addAll(type);

        for (int i = 0; i < type.values().size(); i++) {
            T value = type.values().get(i);
            assertThat(values.equalTo(type, value)).containsExactly(i);
            assertThat(values.equalToInlined(type, value)).containsExactly(i);
        }
        assertThat(values.amongAndNotNull(type, type.values())).hasSameSizeAs(type.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areSortedAsInJava(ValueCase<T> type) throws Exception {
        table(type);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < type.values().size(); i++) {
            positions.add(i);
        }
        Collections.reverse(positions);
        positions.forEach(i -> values.add(type, i, type.values().get(i)));

        if (type.sorted()) {
            assertThat(deep(values.sorted(type))).isEqualTo(deep(type.values()));
        } else {
            assertThat(values.sorted(type)).hasSameSizeAs(type.values());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void mayBeMissing(ValueCase<T> type) throws Exception {
        table(type);
        values.add(type, 1, null);

        assertThat(values.all(type)).containsExactly((T) null);
        assertThat(values.amongAndNotNull(type, type.values())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areCutBeforeTheyAreBound(ValueCase<T> type) throws Exception {
        table(type);
        for (T value : type.uncut()) {
            values.add(type, 1, value);

            assertThat(values.all(type)).containsExactly(type.cut().apply(value));
            assertThat(values.equalTo(type, value)).containsExactly(1);
            assertThat(values.equalToInlined(type, value)).containsExactly(1);
            assertThat(values.equalTo(type, type.cut().apply(value))).containsExactly(1);
            table(type);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areRefusedBeforeTheyAreBoundIfTheyDoNotFit(ValueCase<T> type) throws Exception {
        table(type);
        for (T value : type.refused()) {
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> values.add(type, 1, value))
                    .returns(ErrorKind.BAD_DATA, DaoException::kind);
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> values.addInlined(type, 1, value))
                    .returns(ErrorKind.BAD_DATA, DaoException::kind);
        }
        assertThat(values.all(type)).isEmpty();
    }

    /** Expects that a value that was stored past the data layer is no value, and is not quoted. */
    final void expectBadData(ValueCase<?> type, String literal) throws Exception {
        table(type);
        backend.execute("insert into " + type.name() + " (id, v) values (1, " + literal + ")");

        assertThatExceptionOfType(DaoException.class)
                .as("%s in %s", literal, type)
                .isThrownBy(() -> values.all(type))
                .returns(ErrorKind.BAD_DATA, DaoException::kind)
                .satisfies(failure -> {
                    assertThat(failure.column()).contains("v");
                    assertThat(failure).hasNoCause();
                });
    }
}
