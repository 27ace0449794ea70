package org.liftlock.dao;

import java.util.Objects;
import java.util.Optional;

/**
 * Which page is wanted. Immutable.
 *
 * @param size how many items at most, from 1 to {@value #MAX_SIZE}
 * @param after where the previous page ended; empty for the first page
 */
public record PageRequest(int size, Optional<Cursor> after) {

    /** The largest page. What needs more is read page by page, in bounded memory. */
    public static final int MAX_SIZE = 1000;

    /**
     * Checks the request.
     *
     * @param size how many items at most
     * @param after where the previous page ended; empty for the first page
     * @throws DaoException {@link ErrorKind#BAD_DATA} if the size is out of range
     */
    public PageRequest {
        Objects.requireNonNull(after, "after is null");
        if (size < 1 || size > MAX_SIZE) {
            throw new DaoException(ErrorKind.BAD_DATA, "The size of a page is out of range")
                    .with("size", size)
                    .with("max", MAX_SIZE);
        }
    }

    /**
     * Asks for the first page.
     *
     * @param size how many items at most
     * @return the request
     * @throws DaoException {@link ErrorKind#BAD_DATA} if the size is out of range
     */
    public static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    /**
     * Asks for the page after a cursor, as it came back from a client.
     *
     * @param size how many items at most
     * @param token the {@link Cursor#token()} of the previous page
     * @return the request
     * @throws DaoException {@link ErrorKind#BAD_DATA} if the size is out of range or the token is none
     */
    public static PageRequest after(int size, String token) {
        return new PageRequest(size, Optional.of(Cursor.parse(token)));
    }
}
