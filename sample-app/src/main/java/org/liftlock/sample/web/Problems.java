package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns exceptions into problems (RFC 9457). A client learns the type, and a detail where it was written for it: no value
 * of a row, no SQL and no name of a database. The log has the rest of what is no fault of the client's.
 */
final class Problems {

    private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void handle(RoutesConfig routes) {
        routes.exception(
                RequestException.class, (failure, context) -> send(context, failure.type(), failure.getMessage()));
        routes.exception(DaoException.class, (failure, context) -> send(context, failure));
        routes.exception(
                HttpResponseException.class,
                (failure, context) -> send(context, ProblemType.ofStatus(failure.getStatus()), null));
        routes.exception(Exception.class, (failure, context) -> {
            LOGGER.error("A request failed", failure);
            send(context, ProblemType.DEFECT, null);
        });
    }

    static void send(Context context, DaoException failure) {
        ProblemType type = ProblemType.of(failure.kind());
        if (type.status() >= 500) {
            LOGGER.error("A request failed", failure);
        }
        if (type == ProblemType.UNAVAILABLE) {
            context.header("Retry-After", "1");
        }
        send(context, type, detail(type, failure));
    }

    /** What Java said is the same on every database; what a driver said is not. */
    private static @Nullable String detail(ProblemType type, DaoException failure) {
        return type.status() < 500 && failure.getCause() == null ? failure.getMessage() : null;
    }

    private static void send(Context context, ProblemType type, @Nullable String detail) {
        ObjectNode body =
                Json.object().put("type", type.uri()).put("title", type.title()).put("status", type.status());
        if (detail != null) {
            body.put("detail", detail);
        }
        Json.send(context, type.status(), body);
        context.contentType("application/problem+json");
    }
}
