package org.liftlock.dao.jooq;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.liftlock.dao.jooq.schema.ExpectedSchema;
import org.liftlock.dao.jooq.schema.SchemaReader;

/** Compares the schema of a database that is being opened with the one that the application expects, if it says so. */
record SchemaCheck(Supplier<Optional<ExpectedSchema>> expected) {

    static SchemaCheck byDefault() {
        return new SchemaCheck(() -> ExpectedSchema.find(ExpectedSchema.DEFAULT_LOCATION));
    }

    static SchemaCheck against(String location) {
        return new SchemaCheck(() -> Optional.of(ExpectedSchema.at(location)));
    }

    static SchemaCheck none() {
        return new SchemaCheck(Optional::empty);
    }

    void run(JooqBackend backend) {
        expected.get().ifPresent(schema -> schema.require(reader(backend).read()));
    }

    static SchemaReader reader(JooqBackend backend) {
        return () -> {
            try {
                return backend.readSchema();
            } catch (SQLException e) {
                throw backend.translate(e);
            }
        };
    }
}
