package org.liftlock.migration.plan;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.ObjectMapper;

/**
 * Finds the line of a failure. Jackson sets what it does not expect aside until an object is whole, and no longer knows
 * then where it stood; but it knows the path to it.
 */
final class FailureLine {

    private FailureLine() {}

    static int of(ObjectMapper mapper, String text, JacksonException failure) {
        if (failure instanceof StreamReadException || failure.getPath().isEmpty()) {
            return failure.getLocation() == null
                    ? 1
                    : Math.max(1, failure.getLocation().getLineNr());
        }
        int line = 1;
        try (JsonParser parser = mapper.createParser(text)) {
            parser.nextToken();
            for (Reference step : failure.getPath()) {
                if (!enter(parser, step)) {
                    return line;
                }
                line = parser.currentTokenLocation().getLineNr();
                if (step.getPropertyName() != null) {
                    parser.nextToken();
                }
            }
        }
        return line;
    }

    /** Goes to the key or the element that a step names. */
    private static boolean enter(JsonParser parser, Reference step) {
        if (!parser.currentToken().isStructStart()) {
            return false;
        }
        for (int index = 0; !parser.nextToken().isStructEnd(); index++) {
            boolean key = step.getPropertyName() != null;
            if (key ? Objects.equals(parser.currentName(), step.getPropertyName()) : index == step.getIndex()) {
                return true;
            }
            if (key) {
                parser.nextToken();
            }
            parser.skipChildren();
        }
        return false;
    }
}
