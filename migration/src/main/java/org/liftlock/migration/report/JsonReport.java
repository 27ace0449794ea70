package org.liftlock.migration.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ChoiceOption;
import org.liftlock.migration.plan.PlanChange;
import org.liftlock.migration.source.DatabaseBackup;
import org.liftlock.migration.twin.TwinComparison;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes reports as JSON for programs. Names of fields are stable: new ones may come, none is renamed or dropped while
 * {@code format} is the same. Stateless and thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: the published form, field by field.
 */
public final class JsonReport {

    /** The version of the form. */
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern STEERING = Pattern.compile("[\\x7F-\\x9F\\p{Cf}\\u2028\\u2029]");

    private JsonReport() {}

    /**
     * Writes the report of a run.
     *
     * @param report what to write
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(RunReport report) {
        ObjectNode root = begin(report.command(), report.source(), report.saysNo());
        decision(root, Verdict.of(report));
        root.put("target", report.target());
        root.put("schema", report.schema());
        total(root.putObject("total"), report);
        ArrayNode tables = root.putArray("tables");
        for (TableReport table : report.tables()) {
            tables.addObject()
                    .put("source", table.source())
                    .put("target", table.target())
                    .put("rowsRead", table.rowsRead())
                    .put("rowsLoaded", table.rowsLoaded())
                    .put("rowsQuarantined", table.rowsQuarantined())
                    .put("rowsKept", table.rowsKept())
                    .put("bytes", table.bytes())
                    .put("copySeconds", seconds(table.copyTime()))
                    .put("differingRows", table.differingRows());
        }
        findings(root, report.findings());
        ObjectNode timings = root.putObject("timings");
        for (Phase phase : Phase.values()) {
            Duration duration = report.timings().get(phase);
            if (duration != null) {
                timings.put(phase.name().toLowerCase(Locale.ROOT), seconds(duration));
            }
        }
        structure(root, report.structure());
        return text(root);
    }

    /**
     * Writes the report of planning.
     *
     * @param report what to write
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(PlanReport report) {
        ObjectNode root = begin("plan", report.source(), report.saysNo());
        decision(root, Verdict.of(report));
        root.put("folder", report.folder());
        root.putObject("total").put("tables", report.tables().size()).put("views", report.views());
        ArrayNode tables = root.putArray("tables");
        for (PlanReport.TableDecision table : report.tables()) {
            ObjectNode types = tables.addObject()
                    .put("source", table.source())
                    .put("target", table.target())
                    .put("rows", table.rows())
                    .put("columns", table.columns())
                    .putObject("types");
            table.types().forEach(types::put);
        }
        ArrayNode changes = root.putArray("changes");
        for (PlanChange change : report.changes()) {
            changes.addObject()
                    .put("by", change.origin().word())
                    .put("where", change.where())
                    .put("what", change.what())
                    .put("before", change.before())
                    .put("after", change.after());
        }
        findings(root, report.findings());
        structure(root, report.structure());
        choices(root, report.choices());
        return text(root);
    }

    private static void choices(ObjectNode root, List<Choice> choices) {
        ArrayNode array = root.putArray("choices");
        for (Choice choice : choices) {
            ArrayNode options = array.addObject()
                    .put("table", choice.table())
                    .put("column", choice.column())
                    .put("type", choice.type())
                    .put("taken", choice.taken())
                    .putArray("options");
            for (ChoiceOption option : choice.options()) {
                ObjectNode node = options.addObject()
                        .put("word", option.word())
                        .put("rank", option.rank())
                        .put("applicable", option.isApplicable())
                        .put("what", option.what())
                        .put("evidence", option.evidence())
                        .put("misfits", option.misfits().count())
                        .put(
                                "misfitRows",
                                option.isApplicable() ? null : option.misfits().words())
                        .put("option", option.option());
                option.together().forEach(node.putArray("together")::add);
                option.yaml().forEach(node.putArray("yaml")::add);
            }
        }
    }

    /**
     * Writes the report of a backup.
     *
     * @param backup what to write
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(DatabaseBackup.Result backup) {
        ObjectNode root = begin("backup", backup.source().toString(), backup.saysNo());
        root.put("copy", backup.copy().toString());
        root.put("bytes", backup.bytes());
        findings(root, backup.findings());
        root.putObject("timings").put("backup", seconds(backup.copyTime())).put("check", seconds(backup.checkTime()));
        return text(root);
    }

    /**
     * Writes an assessment.
     *
     * @param assessment what to write
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(Assessment assessment) {
        ObjectNode root =
                begin("assess", assessment.surroundings().file().file().toString(), assessment.saysNo());
        AssessmentJson.write(assessment, root);
        findings(root, assessment.findings());
        return text(root);
    }

    /**
     * Writes what comparing two folders of migrations gave.
     *
     * @param sqlite the folder for SQLite
     * @param postgres the folder for PostgreSQL
     * @param comparison what to write
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(String sqlite, String postgres, TwinComparison comparison) {
        ObjectNode root = begin("schema-diff", sqlite, !comparison.agrees()).put("target", postgres);
        root.putObject("total").put("tables", comparison.tables());
        ArrayNode differences = root.putArray("differences");
        comparison
                .differences()
                .forEach(difference -> differences
                        .addObject()
                        .put("kind", difference.kind().word())
                        .put("where", difference.where())
                        .put("sqlite", difference.sqlite().isEmpty() ? null : difference.sqlite())
                        .put("postgres", difference.postgres().isEmpty() ? null : difference.postgres()));
        ArrayNode notCompared = root.putArray("notCompared");
        comparison.notCompared().forEach(notCompared::add);
        return text(root);
    }

    private static ObjectNode begin(String command, String source, boolean saysNo) {
        return MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("command", command)
                .put("result", saysNo ? "no" : "ok")
                .put("source", source);
    }

    private static void decision(ObjectNode root, Verdict decision) {
        root.putObject("decision")
                .put("word", decision.word().text())
                .put("title", decision.title())
                .put("reason", decision.reason());
    }

    private static void structure(ObjectNode root, SchemaReport structure) {
        ObjectNode both = root.putObject("structure");
        ArrayNode tables = both.putArray("tables");
        for (SchemaReport.Table table : structure.tables()) {
            ObjectNode node = tables.addObject()
                    .put("source", table.source())
                    .put("target", table.target())
                    .put("rows", table.rows())
                    .put("bytes", table.bytes());
            ArrayNode columns = node.putArray("columns");
            table.columns().forEach(column -> column(columns.addObject(), column));
            ArrayNode keys = node.putArray("foreignKeys");
            for (SchemaReport.ForeignKey key : table.foreignKeys()) {
                ObjectNode one = keys.addObject();
                key.columns().forEach(one.putArray("columns")::add);
                one.put("parent", key.parent()).put("orphans", key.orphans()).put("kept", key.kept());
            }
            table.before().forEach(node.putArray("before")::add);
            table.after().forEach(node.putArray("after")::add);
        }
        ArrayNode views = both.putArray("views");
        structure
                .views()
                .forEach(view -> views.addObject()
                        .put("source", view.source())
                        .put("target", view.target())
                        .put("before", view.before())
                        .put("after", view.after()));
    }

    private static void column(ObjectNode node, SchemaReport.Column column) {
        node.put("source", column.source())
                .put("declared", column.declared())
                .put("target", column.target())
                .put("type", column.type())
                .put("reason", column.reason())
                .put("by", column.byUser() ? "user" : "default");
        column.values().forEach(node.putObject("values")::put);
        column.facts().forEach(node.putObject("facts")::put);
    }

    private static void total(ObjectNode total, RunReport report) {
        total.put("tables", report.tables().size())
                .put("views", report.views())
                .put(
                        "rowsRead",
                        report.tables().stream()
                                .mapToLong(TableReport::rowsRead)
                                .sum())
                .put(
                        "rowsLoaded",
                        report.tables().stream()
                                .mapToLong(TableReport::rowsLoaded)
                                .sum())
                .put(
                        "rowsQuarantined",
                        report.tables().stream()
                                .mapToLong(TableReport::rowsQuarantined)
                                .sum())
                .put(
                        "rowsKept",
                        report.tables().stream()
                                .mapToLong(TableReport::rowsKept)
                                .sum())
                .put("rowsBefore", report.rowsBefore())
                .put(
                        "bytes",
                        report.tables().stream().mapToLong(TableReport::bytes).sum())
                .put("differingRows", differingRows(report));
    }

    private static @Nullable Long differingRows(RunReport report) {
        long sum = 0;
        boolean compared = false;
        for (TableReport table : report.tables()) {
            Long rows = table.differingRows();
            if (rows != null) {
                compared = true;
                sum += rows;
            }
        }
        return compared ? sum : null;
    }

    private static void findings(ObjectNode root, List<Finding> findings) {
        ObjectNode counts = root.putObject("findingsByWeight");
        for (Weight weight : Weight.values()) {
            counts.put(
                    weight.word(),
                    findings.stream()
                            .filter(finding -> finding.weight() == weight)
                            .count());
        }
        ArrayNode array = root.putArray("findings");
        for (Finding finding : findings) {
            array.addObject()
                    .put("code", finding.code().code())
                    .put("weight", finding.weight().word())
                    .put("object", finding.object())
                    .put("column", finding.column().isEmpty() ? null : finding.column())
                    .put("text", finding.code().text())
                    .put("detail", finding.detail());
        }
        ObjectNode advice = root.putObject("advice");
        findings.stream()
                .map(Finding::code)
                .distinct()
                .forEach(code ->
                        advice.putObject(code.code()).put("why", code.why()).put("remedy", code.remedy()));
    }

    /**
     * Writes what kinds of findings are.
     *
     * @param codes the kinds
     * @return a JSON object over several lines, without a line feed at its end
     */
    public static String of(List<FindingCode> codes) {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("command", "explain");
        ArrayNode array = root.putArray("codes");
        for (FindingCode code : codes) {
            array.addObject()
                    .put("code", code.code())
                    .put("weight", code.weight().word())
                    .put("text", code.text())
                    .put("why", code.why())
                    .put("remedy", code.remedy());
        }
        return text(root);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** JSON escapes only what steers in ASCII; the rest stands inside strings alone, where an escape means the same. */
    private static String text(ObjectNode root) {
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        return STEERING.matcher(text).replaceAll(match -> {
            StringBuilder escaped = new StringBuilder();
            for (char unit : match.group().toCharArray()) {
                escaped.append(String.format("\\\\u%04x", (int) unit));
            }
            return escaped.toString();
        });
    }
}
