package org.liftlock.migration.quarantine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.StrictText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows that were set aside, as a file to mend them in: one JSON object a line, the first of which names the run. Text is
 * text where it is UTF-8; other text and blobs are Base64, numbers exact decimals. Stateless and thread-safe.
 */
public final class QuarantineFile {

    private static final int FORMAT = 1;
    private static final Set<String> CLASSES = Set.of("integer", "real", "text", "blob", "null");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private QuarantineFile() {}

    /**
     * What takes the lines of a file.
     */
    public interface Lines {

        /**
         * Takes the first line.
         *
         * @param run the name of the run
         * @param source the SQLite file that it read
         * @throws SQLException if a database refuses
         */
        void begin(String run, String source) throws SQLException;

        /**
         * Takes a row.
         *
         * @param line the number of its line, from 1
         * @param row the row
         * @throws SQLException if a database refuses
         */
        void row(int line, QuarantinedRow row) throws SQLException;
    }

    /**
     * Writes all rows of a schema.
     *
     * @param connection to the target, in a transaction
     * @param schema the target schema
     * @param run the run that has set them aside
     * @param file where to; readable by its owner alone, and never one that is there already
     * @return how many rows
     * @throws SQLException if the database refuses
     * @throws MigrationException if the file is there already or cannot be written
     */
    public static long write(Connection connection, String schema, QuarantineRun run, Path file) throws SQLException {
        Path folder = file.toAbsolutePath().getParent();
        long[] rows = {0};
        try {
            // Made for its owner alone, and moved to its name whole.
            Path part = Files.createTempFile(folder, ".liftlock-quarantine-", ".part");
            try {
                try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    out.write(JSON.writeValueAsString(head(schema, run)));
                    out.newLine();
                    QuarantinedRow.each(connection, schema, row -> {
                        writeLine(out, schema, row);
                        rows[0]++;
                        return true;
                    });
                }
                Files.move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (UncheckedIOException e) {
            throw unwritable(file, e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return rows[0];
    }

    private static MigrationException unwritable(Path file, Exception e) {
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The file of rows in quarantine cannot be written; the rows are safe in liftlock.quarantine",
                        "Run liftlock quarantine list --to URL -o FILE with a new file that this user may write",
                        e)
                .with("file", file)
                .with("system says", String.valueOf(e.getMessage()));
    }

    private static ObjectNode head(String schema, QuarantineRun run) {
        return JSON.createObjectNode()
                .put("liftlock", "quarantine")
                .put("format", FORMAT)
                .put("run", run.id())
                .put("source", run.source())
                .put("schema", schema);
    }

    private static void writeLine(BufferedWriter out, String schema, QuarantinedRow row) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", row.id())
                .put("schema", schema)
                .put("table", row.table())
                .put("sourceTable", row.sourceTable())
                .put("row", row.content().address().text())
                .put("reason", row.reason());
        var values = line.putArray("values");
        for (int i = 0; i < row.columns().size(); i++) {
            RowContent.Value value = row.content().values().get(i);
            ObjectNode entry =
                    values.addObject().put("column", row.columns().get(i)).put("class", value.storageClass());
            byte[] bytes = value.bytes();
            if (bytes != null) {
                String text = value.storageClass().equals("blob")
                        ? null
                        : StrictText.decode(bytes).orElse(null);
                entry.put(
                        text == null ? "base64" : "value",
                        text == null ? Base64.getEncoder().encodeToString(bytes) : text);
            }
        }
        try {
            out.write(JSON.writeValueAsString(line));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param lines who takes its lines
     * @throws SQLException if {@code lines} does
     * @throws MigrationException if it is no such file, or a line says what cannot be; the line is named (cause
     *     {@code INPUT})
     */
    public static void read(Path file, Lines lines) throws SQLException {
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (number > 1 && line.isBlank()) {
                    continue;
                }
                JsonNode node = JSON.readTree(line);
                if (number == 1) {
                    readHead(file, node, lines);
                } else {
                    lines.row(number, row(file, number, node));
                }
            }
        } catch (JacksonException e) {
            throw refusal(file, number, "The line is not JSON").with("reason", String.valueOf(e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            throw refusal(file, number + 1, "The line is not UTF-8");
        } catch (IOException e) {
            throw new MigrationException(Cause.INPUT, "The file cannot be read", "Check its name", e)
                    .with("file", file)
                    .with("system says", String.valueOf(e.getMessage()));
        }
        if (number == 0) {
            throw refusal(file, 1, "The file is empty");
        }
    }

    private static void readHead(Path file, JsonNode head, Lines lines) throws SQLException {
        if (!head.path("liftlock").asString("").equals("quarantine")
                || head.path("format").asInt(0) != FORMAT) {
            throw refusal(file, 1, "The first line is not that of a file of rows in quarantine");
        }
        lines.begin(text(file, 1, head, "run"), text(file, 1, head, "source"));
    }

    private static QuarantinedRow row(Path file, int line, JsonNode node) {
        if (!node.path("id").isIntegralNumber()) {
            throw refusal(file, line, "The row has no number").with("key", "id");
        }
        List<String> columns = new ArrayList<>();
        List<RowContent.Value> values = new ArrayList<>();
        for (JsonNode entry : node.path("values")) {
            String column = text(file, line, entry, "column");
            columns.add(column);
            values.add(value(file, line, column, entry));
        }
        return new QuarantinedRow(
                node.path("id").asLong(),
                text(file, line, node, "table"),
                text(file, line, node, "sourceTable"),
                node.path("reason").asString(""),
                columns,
                new RowContent(new RowAddress(text(file, line, node, "row")), values));
    }

    private static RowContent.Value value(Path file, int line, String column, JsonNode entry) {
        String storageClass = text(file, line, entry, "class");
        if (!CLASSES.contains(storageClass)) {
            throw refusal(file, line, "The storage class is none of integer, real, text, blob and null")
                    .with("column", column)
                    .with("class", storageClass);
        }
        try {
            byte[] bytes = storageClass.equals("null") ? null : bytes(file, line, storageClass, entry);
            if (bytes != null && storageClass.equals("integer")) {
                Long.parseLong(entry.path("value").asString(""));
            } else if (bytes != null && storageClass.equals("real")) {
                Double.parseDouble(entry.path("value").asString(""));
            }
            return new RowContent.Value(storageClass, bytes);
        } catch (NumberFormatException e) {
            throw refusal(file, line, "The value is not what its class says")
                    .with("column", column)
                    .with("class", storageClass);
        } catch (IllegalArgumentException e) {
            throw refusal(file, line, "The value is not Base64").with("column", column);
        }
    }

    private static byte @Nullable [] bytes(Path file, int line, String storageClass, JsonNode entry) {
        if (entry.has("base64") && (storageClass.equals("text") || storageClass.equals("blob"))) {
            return Base64.getDecoder().decode(text(file, line, entry, "base64"));
        }
        if (storageClass.equals("blob")) {
            throw refusal(file, line, "A blob has its bytes under base64");
        }
        return text(file, line, entry, "value").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Path file, int line, JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isString()) {
            throw refusal(file, line, "The line lacks a text that it needs").with("key", key);
        }
        return found.asString();
    }

    /**
     * A failure that names a line.
     *
     * @param file the file
     * @param line the line, from 1
     * @param message what is wrong
     * @return the failure, to be thrown
     */
    public static MigrationException refusal(Path file, int line, String message) {
        return new MigrationException(
                        Cause.INPUT,
                        message,
                        "Correct the line, or write the file anew with liftlock quarantine list --to URL -o FILE;"
                                + " nothing was loaded",
                        null)
                .with("file", file)
                .with("line", line);
    }
}
