package org.liftlock.bench.schema;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema that an application's own migrations make on PostgreSQL, as a file of facts tells it.
 *
 * @param tables its tables by name
 */
record ApplicationSchema(Map<String, Table> tables) {

    record Table(
            List<Column> columns,
            @Nullable List<String> primaryKey,
            @Nullable List<List<String>> unique,
            @Nullable List<ForeignKey> foreignKeys,
            @Nullable List<Index> indexes,
            int checks) {

        @Nullable
        Column column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Whether a default is there is known, not which; {@code generatedKey} is an identity or a sequence. */
    record Column(
            String name, String type, boolean notNull, boolean hasDefault, boolean generatedKey, boolean generated) {}

    record ForeignKey(
            List<String> columns,
            String references,
            List<String> referenced,
            String onUpdate,
            String onDelete,
            boolean deferrable) {}

    /** Expressions among the keys stand as {@code (expression)}. */
    record Index(List<String> columns, boolean unique, boolean partial) {}

    static ApplicationSchema read(Path file) {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        return new ApplicationSchema(new LinkedHashMap<>(
                mapper.readValue(file.toFile(), ApplicationSchema.class).tables()));
    }
}
