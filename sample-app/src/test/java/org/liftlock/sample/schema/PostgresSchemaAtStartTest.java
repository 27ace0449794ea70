package org.liftlock.sample.schema;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresSchemaAtStartTest extends SchemaAtStartContract {

    PostgresSchemaAtStartTest() {
        super(new PostgresTestDatabase());
    }

    @Override
    String idType() {
        return "bigint";
    }

    @Override
    String falseLiteral() {
        return "false";
    }
}
