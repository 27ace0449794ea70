package org.liftlock.dao.test.postgres;

import org.liftlock.dao.test.spi.TestBackend;
import org.liftlock.dao.test.spi.TestTemplate;

/** Databases on the PostgreSQL server of the tests. Public for {@link java.util.ServiceLoader}. */
public final class PostgresTestBackend implements TestBackend {

    /** Creates the backend. */
    public PostgresTestBackend() {}

    @Override
    public String backend() {
        return "postgres";
    }

    @Override
    public String displayName() {
        return "postgres (" + TestServer.get().description() + ")";
    }

    @Override
    public TestTemplate template(Migration migration) {
        TestServer server = TestServer.get();
        String template = server.create();
        try {
            migration.migrate(server.url(template));
            return new PostgresTemplate(server, template);
        } catch (RuntimeException e) {
            server.drop(template);
            throw e;
        }
    }
}
