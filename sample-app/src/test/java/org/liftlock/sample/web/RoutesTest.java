package org.liftlock.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.SqliteTestDatabase;
import org.liftlock.sample.listener.MusicService;
import org.liftlock.sample.web.RecordedScript.Step;

class RoutesTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    @Test
    void areAllAskedForInTheScriptWithSuccess() {
        Map<String, Pattern> routes = routes();
        assertThat(routes).hasSizeGreaterThan(30);

        List<String> unasked = new ArrayList<>(routes.keySet());
        for (Step step : RecordedScript.read().steps()) {
            if (step.status() < 400) {
                String request = step.method() + " " + step.path().replaceFirst("\\?.*", "");
                routes.entrySet().stream()
                        .filter(route -> route.getValue().matcher(request).matches())
                        .findFirst()
                        .ifPresent(route -> unasked.remove(route.getKey()));
            }
        }

        assertThat(unasked).isEmpty();
    }

    /** What Javalin knows, in the order in which it looks for a route. */
    private static Map<String, Pattern> routes() {
        Map<String, Pattern> routes = new LinkedHashMap<>();
        Clock clock = Clock.systemUTC();
        IdSource ids = IdSource.timeOrdered(clock, new Random(1));
        MusicService service = refresh -> {
            throw new AssertionError("Nobody asks");
        };
        try (Database database = new SqliteTestDatabase().open()) {
            Javalin.create(config -> {
                config.events.handlerAdded(handler -> {
                    String route = handler.getHttpMethod().name() + " " + handler.getPath();
                    routes.put(route, Pattern.compile(PARAMETER.matcher(route).replaceAll("[^/]+")));
                });
                MusicApi.addRoutes(config.routes, database, service, clock, ids);
            });
        }
        return routes;
    }
}
