package org.liftlock.migration.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.value.JsonText;
import org.liftlock.migration.value.TemporalForm;

/**
 * The texts of a column.
 *
 * @param maxCharacters Unicode characters of the longest
 * @param maxBytes bytes of the longest in UTF-8
 * @param withNul texts that contain U+0000
 * @param invalidUtf8 texts that are no UTF-8
 * @param temporalForms how the texts of a column declared as date or time say it; empty for other columns
 * @param plainFraction the digits behind the seconds if all texts are spelled {@code YYYY-MM-DD HH:MM:SS[.f]} alike,
 *     otherwise null
 * @param belowMicroseconds dates and times with digits below the microsecond
 * @param json what the texts of a column declared as JSON are; empty for other columns
 */
public record TextShape(
        long maxCharacters,
        long maxBytes,
        Occurrences withNul,
        Occurrences invalidUtf8,
        Map<TemporalForm, Occurrences> temporalForms,
        @Nullable Integer plainFraction,
        Occurrences belowMicroseconds,
        Map<JsonText.Kind, Occurrences> json) {

    public TextShape {
        temporalForms = Map.copyOf(temporalForms);
        json = Map.copyOf(json);
    }

    /**
     * How often a form occurs.
     *
     * @param form the form
     * @return its occurrences
     */
    public Occurrences temporal(TemporalForm form) {
        return temporalForms.getOrDefault(form, Occurrences.NONE);
    }

    /**
     * How often a kind of JSON occurs.
     *
     * @param kind the kind
     * @return its occurrences
     */
    public Occurrences json(JsonText.Kind kind) {
        return json.getOrDefault(kind, Occurrences.NONE);
    }
}
