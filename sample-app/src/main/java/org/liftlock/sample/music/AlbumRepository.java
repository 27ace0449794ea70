package org.liftlock.sample.music;

import java.util.Optional;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/** Keeps albums. */
public interface AlbumRepository {

    /**
     * Adds an album, and its artist if it is the first of theirs.
     *
     * @param album the album
     * @return the same with its number
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if the artist has an album of
     *     that title
     */
    Album add(NewAlbum album);

    /**
     * Finds an album.
     *
     * @param id its number
     * @return the album, if there is one
     */
    Optional<Album> find(AlbumId id);

    /**
     * Pages through all albums by artist and title, in the order of their letters' numbers.
     *
     * @param page which page
     * @return the albums
     */
    Page<Album> all(PageRequest page);
}
