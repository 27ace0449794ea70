package org.liftlock.sample.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.listener.MusicService;

/**
 * The HTTP server of Music Time Machine. Clock, ids and the music service come from outside, so that a run can be repeated
 * to the byte. Closing it lets requests that have begun come to their end.
 */
public final class MusicApi implements AutoCloseable {

    /** How often a unit is run before a conflict reaches the client. */
    static final int ATTEMPTS = 5;

    private static final long LARGEST_BODY = 256 * 1024L;
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final Javalin server;

    private MusicApi(Javalin server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param database keeps everything; stays open when the server is closed
     * @param service the music service
     * @param clock tells the time
     * @param ids gives listeners, playlists, plays and snapshots their ids
     * @param host the address to listen on
     * @param port the port, or 0 for any that is free
     * @return the server, which listens
     * @throws io.javalin.util.JavalinBindException if the port is taken or not allowed
     */
    public static MusicApi start(
            Database database, MusicService service, Clock clock, IdSource ids, String host, int port) {
        Javalin server = Javalin.create(config -> {
            configure(config);
            Problems.handle(config.routes);
            addRoutes(config.routes, database, service, clock, ids);
        });
        return new MusicApi(server.start(host, port));
    }

    static void addRoutes(RoutesConfig routes, Database database, MusicService service, Clock clock, IdSource ids) {
        describe(routes);
        new HealthRoutes(database).add(routes);
        new LibraryRoutes(database, clock).add(routes);
        new ListenerRoutes(database, service, clock, ids).add(routes);
        new PlaylistRoutes(database, clock, ids).add(routes);
        new HistoryRoutes(database, clock, ids).add(routes);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(PATIENCE_AT_END.toMillis());
            jetty.setErrorHandler(new JettyProblems());
        });
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }

    private static void describe(RoutesConfig routes) {
        routes.get("/", context -> {
            var body = Json.object().put("name", "Music Time Machine");
            body.putObject("links")
                    .put("albums", "/albums")
                    .put("tracks", "/tracks")
                    .put("listeners", "/listeners")
                    .put("mostPlayed", "/tracks/most-played")
                    .put("health", "/health");
            Json.send(context, 200, body);
        });
        routes.get("/problems/{slug}", context -> {
            for (ProblemType type : ProblemType.values()) {
                if (type.slug().equals(context.pathParam("slug"))) {
                    Json.send(
                            context,
                            200,
                            Json.object()
                                    .put("type", type.uri())
                                    .put("title", type.title())
                                    .put("status", type.status()));
                    return;
                }
            }
            throw RequestException.notFound("problem");
        });
    }

    /**
     * Where the server listens.
     *
     * @return the port
     */
    public int port() {
        return server.port();
    }

    /** Takes no more requests, waits for those that have begun, and stops. */
    @Override
    public void close() {
        server.stop();
    }
}
