package org.liftlock.sample.listener;

import java.util.Optional;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/** Keeps listeners. */
public interface ListenerRepository {

    /**
     * Adds a listener.
     *
     * @param listener the listener
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if the id or the name is taken
     */
    void add(Listener listener);

    /**
     * Finds a listener.
     *
     * @param id which one
     * @return the listener, if there is one
     */
    Optional<Listener> find(ListenerId id);

    /**
     * Pages through all listeners in the order of their names, whatever their case.
     *
     * @param page which page
     * @return the listeners
     */
    Page<Listener> all(PageRequest page);

    /**
     * Stores name, activity and zone of a listener, unless they were changed since that listener was read.
     *
     * @param listener the listener with the version that was read
     * @return the same with its new version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#STALE_VERSION} if the stored version is another
     *     one or there is no such listener, {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if the name is taken
     */
    Listener update(Listener listener);

    /**
     * Removes a listener with token and snapshots.
     *
     * @param id which one
     * @return whether there was one
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if there are plays or playlists
     */
    boolean delete(ListenerId id);

    /**
     * Removes a listener with token and snapshots, unless they were changed since they were read.
     *
     * @param id which one
     * @param version the version that was read
     * @return whether there was one
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#STALE_VERSION} if the stored version is another
     *     one, {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if there are plays or playlists
     */
    boolean delete(ListenerId id, long version);
}
