package org.liftlock.dao.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections, with the password that the password file holds at that moment if there is one. */
final class PostgresDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never serialized.
    private final transient Optional<Path> passwordFile;

    PostgresDataSource(Optional<Path> passwordFile) {
        this.passwordFile = passwordFile;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return passwordFile.isEmpty() ? super.getConnection() : getConnection(getUser(), password(passwordFile.get()));
    }

    private static @Nullable String password(Path file) throws SQLException {
        try {
            return PasswordFile.read(file);
        } catch (DaoException e) {
            // As what a pool expects of a source.
            throw new SQLException(e.line(), "28000", e);
        }
    }
}
