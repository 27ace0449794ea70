package org.liftlock.dao;

import java.util.function.Function;

/** Takes the bindings of a {@link RepositoryModule}. Used by one thread while a database is opened. */
public interface RepositoryBinder {

    /**
     * Begins the binding of one repository interface.
     *
     * @param type the interface
     * @param <R> the same
     * @return takes the implementation for each backend
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if the interface is bound already
     */
    <R> Binding<R> bind(Class<R> type);

    /**
     * The implementations of one repository interface.
     *
     * @param <R> the interface
     */
    interface Binding<R> {

        /**
         * Names the implementation for one backend.
         *
         * @param backend the name of the backend, as {@link Database#backend()} gives it
         * @param factory makes the one instance; called while the database is opened, after the factories that were bound
         *     before it, and only for the backend that is opened
         * @return this
         * @throws DaoException {@link ErrorKind#PROGRAMMING} if there is one for that backend already
         */
        Binding<R> on(String backend, Function<? super Database, ? extends R> factory);
    }
}
