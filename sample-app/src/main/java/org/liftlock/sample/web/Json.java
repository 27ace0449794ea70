package org.liftlock.sample.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers: JSON in UTF-8, fields in the order in which they were put. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void send(Context context, int status, ObjectNode body) {
        context.status(status).contentType("application/json").result(MAPPER.writeValueAsBytes(body));
    }

    static <T> void sendList(Context context, List<T> items, Function<? super T, ObjectNode> view) {
        ObjectNode body = object();
        ArrayNode array = body.putArray("items");
        items.forEach(item -> array.add(view.apply(item)));
        send(context, 200, body);
    }

    /** The items, and in {@code next} the address of the next page where there is one. */
    static <T> void sendPage(Context context, Page<T> page, Function<? super T, ObjectNode> view) {
        ObjectNode body = object();
        ArrayNode array = body.putArray("items");
        page.items().forEach(item -> array.add(view.apply(item)));
        page.next().flatMap(PageRequest::after).ifPresent(after -> {
            String next = address(context, after);
            body.put("next", next);
            context.header("Link", "<" + next + ">; rel=\"next\"");
        });
        send(context, 200, body);
    }

    private static String address(Context context, Cursor after) {
        StringBuilder address = new StringBuilder(context.path()).append('?');
        for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
            if (!parameter.getKey().equals(Parameters.AFTER)) {
                address.append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(parameter.getValue().get(0)))
                        .append('&');
            }
        }
        return address.append(Parameters.AFTER)
                .append('=')
                .append(after.token())
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
