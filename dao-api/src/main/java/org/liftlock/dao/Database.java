package org.liftlock.dao;

import java.util.Set;

/**
 * An open database of one backend with the application's repositories on it. Opened once when the application starts,
 * closed once when it stops; thread-safe in between.
 */
public interface Database extends AutoCloseable {

    /**
     * The name of the backend, for logs and reports. Code above the repositories does not decide by it.
     *
     * @return for instance {@code sqlite}
     */
    String backend();

    /**
     * The one instance of a repository. It is thread-safe; each of its calls joins the unit of work of the calling
     * thread, or is a unit of its own.
     *
     * @param type the interface that a {@link RepositoryModule} has bound
     * @param <R> the same
     * @return the repository
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if no module has bound the interface
     */
    <R> R repository(Class<R> type);

    /**
     * The units of work of this database.
     *
     * @return thread-safe transactions
     */
    Transactions transactions();

    /**
     * What this backend can do that others may not.
     *
     * @return an immutable set
     */
    Set<Capability> capabilities();

    /**
     * Refuses to go on without a capability.
     *
     * @param capability what is needed
     * @throws DaoException {@link ErrorKind#UNSUPPORTED}, with the name of the capability, if the backend lacks it
     */
    default void require(Capability capability) {
        if (!capabilities().contains(capability)) {
            throw new DaoException(ErrorKind.UNSUPPORTED, "The backend lacks a capability that is needed")
                    .with("capability", capability)
                    .with("backend", backend());
        }
    }

    /**
     * What a repository's base class of a backend needs of its database. Not for the code of an application.
     *
     * @param type a type that the backend documents
     * @param <T> the same
     * @return the backend's own object
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if the backend has none of that type
     */
    <T> T unwrap(Class<T> type);

    /** Gives back all connections. Units that still run fail; closing again does nothing. */
    @Override
    void close();
}
