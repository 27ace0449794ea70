package org.liftlock.sample.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.listener.ListenerId;

/** Keeps plays and counts them. */
public interface PlayRepository {

    /**
     * Adds plays, all or none.
     *
     * @param plays the plays
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if an id is taken, {@link
     *     org.liftlock.dao.ErrorKind#FOREIGN_KEY} if the listener or the track is missing, {@link
     *     org.liftlock.dao.ErrorKind#CHECK} if a play took no time
     */
    void addAll(Collection<Play> plays);

    /**
     * Pages through the plays of a listener, the latest first.
     *
     * @param listener whose
     * @param page which page
     * @return the plays
     */
    Page<Play> ofListener(ListenerId listener, PageRequest page);

    /**
     * The tracks that were played most: by number of plays, then by time, then by id.
     *
     * @param listener by whom; empty for all listeners
     * @param from the first moment that counts
     * @param until the first moment that counts no more
     * @param limit how many tracks at most
     * @return the tracks with their places
     */
    List<ChartEntry> chart(Optional<ListenerId> listener, Instant from, Instant until, int limit);
}
