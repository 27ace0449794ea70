package org.liftlock.migration.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.source.SourceSchema;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** {@code plan.yaml}: written for people, read back strictly. Stateless and thread-safe. */
public final class PlanFile {

    /** The library reads 3 MB unless told otherwise, which a thousand tables exceed. */
    private static final LoadSettings ANY_LENGTH =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loadSettings(ANY_LENGTH).build())
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanFile() {}

    /**
     * A plan as text; equal plans give equal texts.
     *
     * @param plan the plan
     * @return YAML
     */
    public static String text(MigrationPlan plan) {
        return text(plan, plan);
    }

    /**
     * A plan as text, in which what differs from another is marked as the user's.
     *
     * @param plan the plan
     * @param own what Liftlock itself planned
     * @return YAML
     */
    public static String text(MigrationPlan plan, MigrationPlan own) {
        return YAML.writeValueAsString(PlanDocuments.of(plan, own));
    }

    /**
     * Writes a plan with its findings as comments at the head.
     *
     * @param text the plan as text
     * @param findings what the user should know
     * @param source the file that it was made for
     * @param file where to
     * @throws IOException if the file cannot be written
     */
    public static void write(String text, List<Finding> findings, Path source, Path file) throws IOException {
        String head = Stream.concat(
                        Stream.of(
                                "# What becomes of " + source.getFileName() + " in PostgreSQL. Edit it, then run:",
                                "#   liftlock migrate " + source.getFileName() + " --to URL --plan "
                                        + file.getFileName(),
                                "# Names, types, defaults and keys are yours to change, sql: reads a column otherwise, skip: true leaves it"
                                        + " out.",
                                "# Every value is checked before PostgreSQL is touched; liftlock plan keeps what you change here."),
                        findings.stream()
                                .filter(finding -> finding.weight() != Weight.NOTE)
                                .map(finding -> "# " + finding.weight().word() + ": " + finding.line()))
                .map(PlanFile::oneLine)
                .collect(Collectors.joining("\n", "", "\n\n"));
        Files.writeString(file, head + text, StandardCharsets.UTF_8);
    }

    private static String oneLine(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    /**
     * Reads a plan.
     *
     * @param file the file
     * @return what it says
     * @throws MigrationException if it is no plan, or says what cannot be; the line is named (cause {@code INPUT})
     */
    public static WrittenPlan read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unusable(file, "The plan cannot be read", e).with("system says", String.valueOf(e.getMessage()));
        }
        return read(text, file);
    }

    /**
     * Reads a plan that is kept elsewhere.
     *
     * @param text what {@link #text(MigrationPlan)} gave
     * @param file what failures call the place
     * @return what it says
     * @throws MigrationException if it is no plan; the line is named (cause {@code INPUT})
     */
    public static WrittenPlan read(String text, Path file) {
        try {
            PlanDocument document = YAML.readValue(text, PlanDocument.class);
            return new WrittenPlan(file, document, PlanLines.of(YAML, text));
        } catch (UnrecognizedPropertyException e) {
            throw unusable(file, "The plan has a key that no plan has", e)
                    .with("line", FailureLine.of(YAML, text, e))
                    .with("key", e.getPropertyName());
        } catch (JacksonException e) {
            throw unusable(file, "The plan cannot be read", e)
                    .with("line", FailureLine.of(YAML, text, e))
                    .with("reason", String.valueOf(e.getOriginalMessage()));
        }
    }

    private static MigrationException unusable(Path file, String what, Exception e) {
        return new MigrationException(Cause.INPUT, what, "Correct it, or write a new one with liftlock plan", e)
                .with("file", file);
    }

    /**
     * Refuses a plan that was made for another schema.
     *
     * @param plan the plan
     * @param schema the source's schema
     * @throws MigrationException if the schemas differ; the objects are named (cause {@code INPUT})
     */
    public static void requireSameSchema(WrittenPlan plan, SourceSchema schema) {
        requireSameSchema(plan.plan(), schema, plan.file());
    }

    private static void requireSameSchema(MigrationPlan plan, SourceSchema schema, Path file) {
        if (plan.schemaHash().equals(schema.hash())) {
            return;
        }
        throw new MigrationException(
                        Cause.INPUT,
                        "The plan was made for another schema than the database has",
                        "Plan again and carry your changes over",
                        null)
                .with("file", file)
                .with("differs", SchemaDifference.describe(plan, schema));
    }
}
