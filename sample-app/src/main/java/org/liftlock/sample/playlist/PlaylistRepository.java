package org.liftlock.sample.playlist;

import java.time.Instant;
import java.util.Optional;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;

/**
 * Keeps playlists and the order of their tracks. Positions begin at 0 and have no gaps. Every change takes the playlist as
 * it was read and gives it with its next version; where somebody has changed it since, or removed it, nothing happens and
 * the caller gets {@link org.liftlock.dao.ErrorKind#STALE_VERSION}.
 */
public interface PlaylistRepository {

    /**
     * Adds a playlist without tracks.
     *
     * @param playlist the playlist
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if the id is taken, {@link
     *     org.liftlock.dao.ErrorKind#FOREIGN_KEY} if the owner is missing, {@link org.liftlock.dao.ErrorKind#CHECK} if the name
     *     is empty
     */
    void add(Playlist playlist);

    /**
     * Finds a playlist.
     *
     * @param id which one
     * @return the playlist, if there is one
     */
    Optional<Playlist> find(PlaylistId id);

    /**
     * Pages through the playlists of a listener in the order in which they were made.
     *
     * @param owner whose
     * @param page which page
     * @return the playlists
     */
    Page<Playlist> ofOwner(ListenerId owner, PageRequest page);

    /**
     * Stores name and sharing.
     *
     * @param playlist the playlist with the version that was read
     * @return the same with its next version
     */
    Playlist update(Playlist playlist);

    /**
     * Removes a playlist; its tracks stay in the library.
     *
     * @param id which one
     * @return whether there was one
     */
    boolean delete(PlaylistId id);

    /**
     * Removes a playlist unless it was changed since it was read; its tracks stay in the library.
     *
     * @param id which one
     * @param version the version that was read
     * @return whether there was one
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#STALE_VERSION} if the stored version is another
     *     one
     */
    boolean delete(PlaylistId id, long version);

    /**
     * Pages through the tracks of a playlist in their order.
     *
     * @param id which playlist
     * @param page which page
     * @return the tracks with their places
     */
    Page<PlaylistTrack> tracks(PlaylistId id, PageRequest page);

    /**
     * Puts a track at the end.
     *
     * @param playlist the playlist as it was read
     * @param track the track
     * @param at when
     * @return the playlist with its next version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if the track is missing
     */
    Playlist append(Playlist playlist, TrackId track, Instant at);

    /**
     * Puts a track before the one at a position, or at the end.
     *
     * @param playlist the playlist as it was read
     * @param position from 0 to the number of tracks
     * @param track the track
     * @param at when
     * @return the playlist with its next version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if the track is missing, {@link
     *     org.liftlock.dao.ErrorKind#BAD_DATA} if the position is out of range
     */
    Playlist insert(Playlist playlist, long position, TrackId track, Instant at);

    /**
     * Moves a track to another position; those between move up.
     *
     * @param playlist the playlist as it was read
     * @param from where the track is
     * @param to where it is wanted
     * @return the playlist with its next version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#BAD_DATA} if a position is out of range
     */
    Playlist move(Playlist playlist, long from, long to);

    /**
     * Takes a track out; those behind it move up.
     *
     * @param playlist the playlist as it was read
     * @param position where it is
     * @return the playlist with its next version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#BAD_DATA} if the position is out of range
     */
    Playlist remove(Playlist playlist, long position);
}
