package org.liftlock.sample.history;

import java.util.Optional;
import java.util.UUID;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.listener.ListenerId;

/** Keeps snapshots. */
public interface SnapshotRepository {

    /**
     * Adds a snapshot with its entries.
     *
     * @param snapshot the snapshot
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if there is one of that listener
     *     and period, {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if the listener or a track is missing
     */
    void add(Snapshot snapshot);

    /**
     * Finds a snapshot with its entries.
     *
     * @param id which one
     * @return the snapshot, if there is one
     */
    Optional<Snapshot> find(UUID id);

    /**
     * Pages through the snapshots of a listener without their entries, in the order in which they were taken.
     *
     * @param listener whose
     * @param page which page
     * @return the snapshots
     */
    Page<Snapshot> ofListener(ListenerId listener, PageRequest page);
}
