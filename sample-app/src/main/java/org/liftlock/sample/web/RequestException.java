package org.liftlock.sample.web;

/** A request that cannot be answered as it is. */
final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    private RequestException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    /** The detail names fields and parameters, never what was in them. */
    static RequestException bad(String detail) {
        return new RequestException(ProblemType.BAD_REQUEST, detail);
    }

    static RequestException notFound(String what) {
        return new RequestException(ProblemType.NOT_FOUND, "There is no such " + what);
    }

    ProblemType type() {
        return type;
    }
}
