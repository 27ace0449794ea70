package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.music.AlbumRepository;

/** Whether the server lives, and whether it can read its library. The one place that tells on which backend it runs. */
final class HealthRoutes {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final AlbumRepository albums;
    private final String backend;

    HealthRoutes(Database database) {
        this.transactions = database.transactions().with(UnitOptions.defaults().timeout(PATIENCE));
        this.albums = database.repository(AlbumRepository.class);
        this.backend = database.backend();
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/health/live", context -> Json.send(context, 200, Json.object().put("status", "live")));
        routes.get("/health/ready", context -> {
            readOne();
            Json.send(context, 200, Json.object().put("status", "ready"));
        });
        routes.get("/health", this::report);
    }

    private void report(Context context) {
        DaoException failure = failure();
        var body =
                Json.object().put("status", failure == null ? "ready" : "down").put("backend", backend);
        if (failure != null) {
            body.put("kind", failure.kind().name());
        }
        Json.send(context, failure == null ? 200 : 503, body);
    }

    private @Nullable DaoException failure() {
        try {
            readOne();
            return null;
        } catch (DaoException e) {
            return e;
        }
    }

    private void readOne() {
        transactions.read(() -> albums.all(PageRequest.first(1)));
    }
}
