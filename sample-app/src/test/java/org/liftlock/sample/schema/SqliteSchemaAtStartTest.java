package org.liftlock.sample.schema;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteSchemaAtStartTest extends SchemaAtStartContract {

    SqliteSchemaAtStartTest() {
        super(new SqliteTestDatabase());
    }

    @Override
    String idType() {
        return "integer";
    }

    @Override
    String falseLiteral() {
        return "0";
    }
}
