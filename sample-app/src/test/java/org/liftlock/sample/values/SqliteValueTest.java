package org.liftlock.sample.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liftlock.sample.SqliteTestDatabase;

class SqliteValueTest extends ValueContract {

    SqliteValueTest() {
        super(new SqliteTestDatabase());
    }

    @Override
    String declaredType(ValueCase<?> type) {
        return type.sqliteType();
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areStoredInOneForm(ValueCase<T> type) throws Exception {
        table(type);
        for (int i = 0; i < type.values().size(); i++) {
            values.add(type, i, type.values().get(i));
            values.addInlined(type, 100 + i, type.values().get(i));
        }

        List<String> bound = new ArrayList<>();
        List<String> inlined = new ArrayList<>();
        try (Connection connection = backend.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, case when typeof(v) = 'text'"
                        + " then '''' || replace(v, '''', '''''') || '''' else quote(v) end from " + type.name()
                        + " order by id")) {
            while (row.next()) {
                (row.getInt(1) < 100 ? bound : inlined).add(row.getString(2));
            }
        }
        assertThat(bound).isEqualTo(type.texts());
        assertThat(inlined).isEqualTo(type.texts());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void areBadDataInAnotherForm(ValueCase<T> type) throws Exception {
        for (String literal : type.bad()) {
            expectBadData(type, literal);
        }
    }
}
