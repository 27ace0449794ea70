package org.liftlock.sample.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.liftlock.sample.music.JsonDocument;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON object that a client sent. Reading a field refuses in one line what cannot be read; {@link #end()} what was not. */
final class Body {

    private final ObjectNode fields;
    private final Set<String> read = new HashSet<>();

    private Body(ObjectNode fields) {
        this.fields = fields;
    }

    static Body of(Context context) {
        try {
            if (Json.MAPPER.readTree(context.bodyAsBytes()) instanceof ObjectNode object) {
                return new Body(object);
            }
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            throw RequestException.bad(
                    where == null
                            ? "The body is no JSON"
                            : "The body is no JSON, or has a field twice: line " + where.getLineNr() + ", character "
                                    + where.getColumnNr());
        }
        throw RequestException.bad("The body is no JSON object");
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> RequestException.bad("'" + name + "' is missing"));
    }

    Optional<String> optionalText(String name) {
        return field(name).map(value -> {
            if (!value.isString()) {
                throw RequestException.bad("'" + name + "' is no text");
            }
            return Texts.checked(name, value.stringValue());
        });
    }

    boolean flag(String name, boolean otherwise) {
        return field(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw RequestException.bad("'" + name + "' is neither true nor false");
                    }
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> RequestException.bad("'" + name + "' is missing"));
    }

    Optional<Long> optionalNumber(String name) {
        return field(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw RequestException.bad("'" + name + "' is no whole number of 64 bits");
            }
            return value.longValue();
        });
    }

    double real(String name, double otherwise) {
        return field(name)
                .map(value -> {
                    double real = value.isNumber() ? value.decimalValue().doubleValue() : Double.NaN;
                    if (!Double.isFinite(real)) {
                        throw RequestException.bad("'" + name + "' is no number of double precision");
                    }
                    return real;
                })
                .orElse(otherwise);
    }

    Instant instant(String name) {
        return Texts.instant(name, text(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> Texts.instant(name, text));
    }

    LocalDate date(String name) {
        return Texts.date(name, text(name));
    }

    Optional<ZoneId> optionalZone(String name) {
        return optionalText(name).map(text -> Texts.zone(name, text));
    }

    JsonDocument document(String name) {
        return new JsonDocument(field(name).map(JsonNode::toString).orElse("{}"));
    }

    /** Refuses fields that nobody has read: a misspelt name would go unnoticed. */
    void end() {
        for (String name : fields.propertyNames()) {
            if (!read.contains(name)) {
                throw RequestException.bad("The body has a field that is not known here");
            }
        }
    }

    private Optional<JsonNode> field(String name) {
        read.add(name);
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
    }
}
