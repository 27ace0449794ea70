package org.liftlock.cli.screen;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How far a phase is, as one line of JSON: the form that {@code docs/progress.schema.json} describes. Stateless. */
final class ProgressJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProgressJson() {}

    static String line(PhaseState state, boolean over, Instant time) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("phase", state.phase().name().toLowerCase(Locale.ROOT));
        line.put("state", over ? "over" : "running");
        if (state.table().isEmpty()) {
            line.putNull("table");
        } else {
            line.put("table", state.table());
        }
        line.put("tables", state.table().isEmpty() ? 0 : state.tables());
        line.put("unit", state.unit().name().toLowerCase(Locale.ROOT));
        line.put("done", state.done());
        number(line, "total", state.total() < 0 ? -1 : state.total());
        number(line, "rate", state.rate() > 0 ? Math.round(state.rate()) : -1);
        number(line, "bytesPerSecond", state.byteRate() > 0 ? Math.round(state.byteRate()) : -1);
        number(line, "secondsLeft", state.secondsLeft() < 0 ? -1 : (long) state.secondsLeft() + 1);
        return MAPPER.writeValueAsString(line);
    }

    private static void number(ObjectNode line, String name, long value) {
        if (value < 0) {
            line.putNull(name);
        } else {
            line.put(name, value);
        }
    }
}
