package org.liftlock.sample.web;

import java.util.Locale;
import org.liftlock.dao.ErrorKind;

/** The problems that a client can meet. What an {@link ErrorKind} is to a client is decided here and nowhere else. */
enum ProblemType {
    BAD_REQUEST(400, "The request cannot be understood"),
    NOT_FOUND(404, "There is nothing of that name"),
    METHOD_NOT_ALLOWED(405, "The method is not offered here"),
    DUPLICATE_KEY(409, "What makes it unique is taken already"),
    REFERENCE(409, "Something that it refers to is missing, or something still refers to it"),
    STALE_VERSION(412, "It was changed since it was read"),
    TOO_LARGE(413, "The request is too large"),
    NOT_ACCEPTABLE(422, "A rule of the library says no"),
    DEFECT(500, "The server failed"),
    UNSUPPORTED(501, "This server cannot do that"),
    UNAVAILABLE(503, "The library cannot be used at the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    static ProblemType of(ErrorKind kind) {
        return switch (kind) {
            case DUPLICATE_KEY -> DUPLICATE_KEY;
            case FOREIGN_KEY -> REFERENCE;
            case NOT_NULL, CHECK, RULE -> NOT_ACCEPTABLE;
            case BAD_DATA -> BAD_REQUEST;
            case STALE_VERSION -> STALE_VERSION;
            case CONFLICT, LOCK_TIMEOUT, TIMEOUT, CANCELLED, READ_ONLY, UNREACHABLE -> UNAVAILABLE;
            case UNSUPPORTED -> UNSUPPORTED;
            case OUTCOME_UNKNOWN, STORAGE, PROGRAMMING -> DEFECT;
        };
    }

    /** What is refused before a handler sees it. */
    static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status < 500 ? BAD_REQUEST : DEFECT;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** A reference that this server answers itself. */
    String uri() {
        return "/problems/" + slug();
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
