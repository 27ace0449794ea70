package org.liftlock.migration.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectMapper;

/** The line in a file of each key and each element, by its path such as {@code /tables/0/columns/3/type}. Immutable. */
final class PlanLines {

    private final Map<String, Integer> lines;

    private PlanLines(Map<String, Integer> lines) {
        this.lines = Map.copyOf(lines);
    }

    /** A container that is being read. */
    private static final class Level {
        private final String path;
        private final boolean isList;
        private int next;

        Level(String path, boolean isList) {
            this.path = path;
            this.isList = isList;
        }
    }

    /** Reads a text that is known to be well-formed. */
    static PlanLines of(ObjectMapper mapper, String text) {
        Map<String, Integer> lines = new HashMap<>();
        Deque<Level> levels = new ArrayDeque<>();
        String path = "";
        try (JsonParser parser = mapper.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    path = levels.pop().path;
                    continue;
                }
                Level level = levels.peek();
                if (token == JsonToken.PROPERTY_NAME && level != null) {
                    path = level.path + "/" + parser.currentName();
                    lines.put(path, parser.currentTokenLocation().getLineNr());
                    continue;
                }
                if (level != null && level.isList) {
                    path = level.path + "/" + level.next++;
                    lines.put(path, parser.currentTokenLocation().getLineNr());
                }
                if (token.isStructStart()) {
                    levels.push(new Level(path, token == JsonToken.START_ARRAY));
                }
            }
        }
        return new PlanLines(lines);
    }

    /** The line of what is at a path, or of what it would belong to. */
    int at(String path) {
        for (String there = path; !there.isEmpty(); there = there.substring(0, there.lastIndexOf('/'))) {
            Integer line = lines.get(there);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }
}
