package org.liftlock.sample.music;

import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * What the music service calls a track.
 *
 * @param value a text without blanks
 */
public record TrackId(String value) {

    /**
     * Checks the id.
     *
     * @param value a text without blanks
     */
    public TrackId {
        if (value.isEmpty() || value.chars().anyMatch(letter -> letter <= ' ')) {
            throw new DaoException(ErrorKind.BAD_DATA, "The id of a track is empty or has blanks");
        }
    }
}
