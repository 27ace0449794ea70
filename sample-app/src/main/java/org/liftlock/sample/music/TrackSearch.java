package org.liftlock.sample.music;

import java.util.Collection;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/**
 * Full-text search over the titles of tracks, their albums and their artists. What is found is the same on every database;
 * a rank, which is not, plays no part.
 */
public interface TrackSearch {

    /**
     * Finds the tracks with words that begin with each of the words asked for, in the order of their folded titles. Signs
     * mean nothing, as {@link SearchWords} tells.
     *
     * @param text words as a person types them; without a word in it nothing is found
     * @param page which page
     * @return the tracks
     */
    Page<Track> find(String text, PageRequest page);

    /**
     * Makes tracks findable by what they, their albums and their artists are called now. {@link TrackRepository} does so
     * for each track that it stores.
     *
     * @param tracks the tracks; what is no track is passed over
     */
    void index(Collection<TrackId> tracks);

    /**
     * Indexes tracks that came into the database past the repository, by a migration or from a generator.
     *
     * @param limit how many at most
     * @return how many were indexed; less than the limit when there are no more
     */
    int indexMissing(int limit);
}
