package org.liftlock.sample.playlist;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.liftlock.sample.listener.ListenerId;

/**
 * A playlist without its tracks. The time is cut to the microsecond.
 *
 * @param id tells playlists apart
 * @param owner whose it is
 * @param name how it is called, not empty
 * @param shared whether others see it
 * @param createdAt when it was made
 * @param version counts the changes to it and to the order of its tracks, from 1
 */
public record Playlist(PlaylistId id, ListenerId owner, String name, boolean shared, Instant createdAt, long version) {

    /**
     * Cuts the time to what is kept.
     *
     * @param id tells playlists apart
     * @param owner whose it is
     * @param name how it is called, not empty
     * @param shared whether others see it
     * @param createdAt when it was made
     * @param version counts the changes, from 1
     */
    public Playlist {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The same with other particulars.
     *
     * @param newName how it is called
     * @param newShared whether others see it
     * @return a playlist of the same version
     */
    public Playlist with(String newName, boolean newShared) {
        return new Playlist(id, owner, newName, newShared, createdAt, version);
    }

    /**
     * The same as somebody read it.
     *
     * @param readVersion the version that was read
     * @return a playlist of that version
     */
    public Playlist read(long readVersion) {
        return new Playlist(id, owner, name, shared, createdAt, readVersion);
    }
}
