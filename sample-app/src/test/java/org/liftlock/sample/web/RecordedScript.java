package org.liftlock.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of {@code requests.txt}, which says how it is written, and their answers from a server.
 *
 * @param steps the requests in their order
 */
record RecordedScript(List<Step> steps) {

    private static final Pattern REQUEST = Pattern.compile("(\\d{3}) (GET|PUT|POST|DELETE|PATCH) (\\S+)(?: (.*))?");
    private static final Pattern KEPT = Pattern.compile("\\$(\\w+) = (id|next|after)");
    private static final Pattern USED = Pattern.compile("\\$(\\w+)");

    /** A request, the status that is expected, the headers, and what is kept of the answer under which name. */
    record Step(
            int line, int status, String method, String path, String body, String ifMatch, Map<String, String> kept) {}

    /** What came back. */
    record Answer(Step step, int status, String contentType, String etag, String location, String link, String body) {}

    static RecordedScript read() {
        try (InputStream in = Objects.requireNonNull(RecordedScript.class.getResourceAsStream("/requests.txt"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedScript parse(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        String ifMatch = "";
        for (int number = 0; number < lines.size(); number++) {
            String line = lines.get(number);
            Matcher request = REQUEST.matcher(line);
            Matcher kept = KEPT.matcher(line);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            } else if (line.startsWith("If-Match: ")) {
                ifMatch = line.substring("If-Match: ".length());
            } else if (kept.matches()) {
                steps.get(steps.size() - 1).kept().put(kept.group(1), kept.group(2));
            } else if (request.matches()) {
                steps.add(new Step(
                        number + 1,
                        Integer.parseInt(request.group(1)),
                        request.group(2),
                        request.group(3),
                        request.group(4) == null ? "" : request.group(4),
                        ifMatch,
                        new HashMap<>()));
                ifMatch = "";
            } else {
                throw new IllegalArgumentException("requests.txt, line " + (number + 1));
            }
        }
        return new RecordedScript(steps);
    }

    List<Answer> play(int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Map<String, String> names = new HashMap<>();
        List<Answer> answers = new ArrayList<>();
        for (Step step : steps) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + filled(step.path(), names)))
                    .method(
                            step.method(),
                            step.body().isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(
                                            body(filled(step.body(), names)).getBytes(StandardCharsets.UTF_8)));
            if (!step.ifMatch().isEmpty()) {
                request.header("If-Match", step.ifMatch());
            }
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            String body = new String(response.body(), StandardCharsets.UTF_8);
            answers.add(new Answer(
                    step,
                    response.statusCode(),
                    header(response, "Content-Type"),
                    header(response, "ETag"),
                    header(response, "Location"),
                    header(response, "Link"),
                    body));
            step.kept().forEach((name, field) -> names.put(name, field(body, field)));
        }
        return answers;
    }

    /** A body of a size is too long to be written down. */
    private static String body(String written) {
        return written.startsWith("BYTES ") ? "x".repeat(Integer.parseInt(written.substring(6))) : written;
    }

    private static String field(String body, String name) {
        if (name.equals("after")) {
            return field(body, "next").replaceFirst(".*after=", "");
        }
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(body);
        return matcher.find() ? matcher.group(1) : "/nothing-was-kept";
    }

    private static String filled(String text, Map<String, String> names) {
        return USED.matcher(text)
                .replaceAll(used -> Matcher.quoteReplacement(names.getOrDefault(used.group(1), used.group())));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
