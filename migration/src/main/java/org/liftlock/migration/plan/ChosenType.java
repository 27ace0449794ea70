package org.liftlock.migration.plan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;

/**
 * What a choice makes of a column.
 *
 * @param type the type
 * @param reading what numbers mean, or null
 * @param zone the zone of times without one, or null
 * @param words what single values mean
 * @param onlyTexts the texts that a CHECK allows; empty for no CHECK
 */
public record ChosenType(
        PgType type, @Nullable Reading reading, @Nullable ZoneId zone, ValueWords words, List<String> onlyTexts) {

    public ChosenType {
        onlyTexts = List.copyOf(onlyTexts);
    }

    static ChosenType of(PgType type) {
        return new ChosenType(type, null, null, ValueWords.NONE, List.of());
    }

    static ChosenType of(PgType type, ValueWords words) {
        return new ChosenType(type, null, null, words, List.of());
    }

    /** Whether SQLite's expressions over the column's values no longer mean the same. */
    boolean changesMeaning() {
        return reading != null || !words.isEmpty();
    }

    /**
     * The keys for a column's entry in {@code plan.yaml}; a CHECK stands in its table's.
     *
     * @return lines of YAML
     */
    List<String> yaml() {
        List<String> lines = new ArrayList<>();
        lines.add("type: " + type.sql());
        if (reading != null) {
            lines.add("reading: " + reading.word());
        }
        if (zone != null) {
            lines.add("zone: " + zone.getId());
        }
        add(lines, "trueWords", words.trueWords());
        add(lines, "falseWords", words.falseWords());
        add(lines, "nullWords", words.nullWords());
        return lines;
    }

    private static void add(List<String> lines, String key, List<String> words) {
        if (!words.isEmpty()) {
            lines.add(key + ": "
                    + words.stream()
                            .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }
}
