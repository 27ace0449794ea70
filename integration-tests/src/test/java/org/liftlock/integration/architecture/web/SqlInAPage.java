package org.liftlock.integration.architecture.web;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.impl.DSL;

/** Uses SQL above the repositories. */
final class SqlInAPage {

    private SqlInAPage() {}

    static String title(Connection connection) throws SQLException {
        return connection.getCatalog() + DSL.val(1);
    }
}
