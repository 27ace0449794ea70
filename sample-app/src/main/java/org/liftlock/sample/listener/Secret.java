package org.liftlock.sample.listener;

import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * A text that opens something. It is read by {@link #reveal()} alone, where it is stored or sent.
 *
 * @param reveal the text
 */
public record Secret(String reveal) {

    /**
     * Checks the text.
     *
     * @param reveal the text
     * @throws DaoException {@link ErrorKind#BAD_DATA} if there is none
     */
    public Secret {
        if (reveal.isBlank()) {
            throw new DaoException(ErrorKind.BAD_DATA, "A secret is blank");
        }
    }

    /** Not the text. */
    @Override
    public String toString() {
        return "***";
    }
}
