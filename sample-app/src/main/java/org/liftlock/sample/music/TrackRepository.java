package org.liftlock.sample.music;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/** Keeps tracks. */
public interface TrackRepository {

    /**
     * Finds a track.
     *
     * @param id its id
     * @return the track, if there is one
     */
    Optional<Track> find(TrackId id);

    /**
     * Counts the tracks.
     *
     * @return how many there are
     */
    long count();

    /**
     * Finds the tracks whose title contains all words, whatever their case, in the order of their folded titles.
     *
     * @param words words with blanks between; none for all tracks
     * @param page which page
     * @return the tracks
     */
    Page<Track> search(String words, PageRequest page);

    /**
     * Finds the tracks of a genre by what the music service said, in the order in which they were added.
     *
     * @param genre the genre, as the service spells it
     * @param page which page
     * @return the tracks
     */
    Page<Track> inGenre(String genre, PageRequest page);

    /**
     * Pages through the tracks of an album by their numbers.
     *
     * @param album which album
     * @param page which page
     * @return the tracks
     */
    Page<Track> ofAlbum(AlbumId album, PageRequest page);

    /**
     * The tracks that were played most.
     *
     * @param limit how many at most
     * @return the tracks, the most played first, by id among equals
     */
    List<TrackOverview> mostPlayed(int limit);

    /**
     * Streams all tracks in the order of their ids, in bounded memory. Needs an open unit of work, with which it ends.
     *
     * @return the tracks
     */
    Stream<Track> all();

    /**
     * Stores a track, in place of the one with its id if there is one, and makes it findable by {@link TrackSearch}.
     *
     * @param track the track
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if its album is missing, {@link
     *     org.liftlock.dao.ErrorKind#CHECK} if it takes no time
     */
    void save(Track track);

    /**
     * Stores tracks, all or none, as {@link #save(Track)} does. Of two with one id the later stays.
     *
     * @param tracks the tracks
     */
    void saveAll(Collection<Track> tracks);

    /**
     * Removes a track.
     *
     * @param id its id
     * @return whether there was one
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if it was played, or is in a playlist
     *     or a snapshot
     */
    boolean delete(TrackId id);

    /**
     * Counts one more play of a track.
     *
     * @param id its id
     * @param at when it was played
     * @return whether there is such a track
     */
    boolean markPlayed(TrackId id, Instant at);
}
