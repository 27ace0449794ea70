package org.liftlock.sample.values;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liftlock.sample.PostgresTestDatabase;

class PostgresValueTest extends ValueContract {

    PostgresValueTest() {
        super(new PostgresTestDatabase());
    }

    @Override
    String declaredType(ValueCase<?> type) {
        return type.postgresType();
    }

    @Test
    void areBadDataWhereOnlyPostgresHasThem() throws Exception {
        for (ValueCase<?> type : cases().toList()) {
            Stream<String> literals =
                    switch (type.name()) {
                        case "instant", "date", "date_time" ->
                            Stream.of("'infinity'", "'-infinity'", "'0002-01-01 BC'");
                        case "json" -> Stream.of("'5'", "jsonb_build_array(1e401::numeric)");
                        case "mood" -> Stream.of("'calm'", "''");
                        default -> Stream.of();
                    };
            for (String literal : literals.toList()) {
                expectBadData(type, literal);
            }
        }
    }
}
