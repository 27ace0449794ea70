package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneId;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.listener.MusicService;
import org.liftlock.sample.listener.OAuthToken;
import org.liftlock.sample.listener.Secret;
import org.liftlock.sample.listener.TokenGrant;
import org.liftlock.sample.listener.TokenRepository;
import org.liftlock.sample.listener.Tokens;

/** Listeners and their connection to the music service. */
final class ListenerRoutes {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Transactions transactions;
    private final ListenerRepository listeners;
    private final TokenRepository tokens;
    private final Tokens refreshing;
    private final Clock clock;
    private final IdSource ids;

    ListenerRoutes(Database database, MusicService service, Clock clock, IdSource ids) {
        this.transactions = database.transactions().with(UnitOptions.defaults().repeatable(MusicApi.ATTEMPTS));
        this.listeners = database.repository(ListenerRepository.class);
        this.tokens = database.repository(TokenRepository.class);
        this.refreshing = new Tokens(database, service, clock);
        this.clock = clock;
        this.ids = ids;
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/listeners",
                context -> Json.sendPage(context, listeners.all(Parameters.page(context)), Views::listener));
        routes.post("/listeners", this::join);
        routes.get("/listeners/{id}", context -> send(context, 200, listener(Parameters.listener(context))));
        routes.put("/listeners/{id}", this::change);
        routes.delete("/listeners/{id}", context -> {
            ListenerId id = Parameters.listener(context);
            var version = Parameters.expectedVersion(context);
            if (!(version.isPresent() ? listeners.delete(id, version.getAsLong()) : listeners.delete(id))) {
                throw RequestException.notFound("listener");
            }
            context.status(204);
        });
        routes.get(
                "/listeners/{id}/connection",
                context -> send(
                        context,
                        200,
                        tokens.find(Parameters.listener(context)).orElseThrow(ListenerRoutes::notConnected)));
        routes.put("/listeners/{id}/connection", this::connect);
        routes.post("/listeners/{id}/connection/refresh", this::refresh);
        routes.delete("/listeners/{id}/connection", context -> {
            ListenerId id = Parameters.listener(context);
            var version = Parameters.expectedVersion(context);
            if (!(version.isPresent() ? tokens.disconnect(id, version.getAsLong()) : tokens.disconnect(id))) {
                throw notConnected();
            }
            context.status(204);
        });
    }

    private Listener listener(ListenerId id) {
        return listeners.find(id).orElseThrow(() -> RequestException.notFound("listener"));
    }

    private static RequestException notConnected() {
        return RequestException.notFound("connection");
    }

    private void join(Context context) {
        Body body = Body.of(context);
        Listener listener = Listener.joining(
                new ListenerId(ids.next()),
                body.text("name"),
                clock.instant(),
                body.optionalZone("zone").orElse(UTC));
        body.end();
        listeners.add(listener);
        context.header("Location", "/listeners/" + listener.id().value());
        send(context, 201, listener);
    }

    private void change(Context context) {
        ListenerId id = Parameters.listener(context);
        Body body = Body.of(context);
        String name = body.text("name");
        boolean active = body.flag("active", true);
        var zone = body.optionalZone("zone");
        body.end();
        Listener changed = transactions.write(() -> {
            Listener before = listener(id);
            Listener wanted = before.with(name, active, zone.orElse(before.zone()));
            return listeners.update(
                    wanted.read(Parameters.expectedVersion(context).orElse(before.version())));
        });
        send(context, 200, changed);
    }

    private void connect(Context context) {
        ListenerId id = Parameters.listener(context);
        Body body = Body.of(context);
        TokenGrant grant = new TokenGrant(
                new Secret(body.text("accessToken")), new Secret(body.text("refreshToken")), body.instant("expiresAt"));
        body.end();
        send(context, 201, tokens.connect(id, grant));
    }

    /** Where the client says which version it has, that one is refreshed; otherwise any that has expired. */
    private void refresh(Context context) {
        ListenerId id = Parameters.listener(context);
        var version = Parameters.expectedVersion(context);
        OAuthToken token = version.isPresent()
                ? refreshing.refreshed(tokens.find(id)
                        .orElseThrow(ListenerRoutes::notConnected)
                        .read(version.getAsLong()))
                : refreshing.usable(id).orElseThrow(ListenerRoutes::notConnected);
        send(context, 200, token);
    }

    private static void send(Context context, int status, Listener listener) {
        context.header("ETag", Parameters.etag(listener.version()));
        Json.send(context, status, Views.listener(listener));
    }

    private void send(Context context, int status, OAuthToken token) {
        context.header("ETag", Parameters.etag(token.version()));
        Json.send(context, status, Views.connection(token, clock.instant()));
    }
}
