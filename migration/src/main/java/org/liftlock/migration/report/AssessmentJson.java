package org.liftlock.migration.report;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.Cure;
import org.liftlock.migration.assessment.Growth;
import org.liftlock.migration.assessment.Holders;
import org.liftlock.migration.assessment.LogEvent;
import org.liftlock.migration.assessment.LogSummary;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.assessment.Signal;
import org.liftlock.migration.assessment.Strength;
import org.liftlock.migration.source.SourceFile;
import org.liftlock.migration.target.TargetFacts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of an assessment as JSON. Stateless and thread-safe. */
final class AssessmentJson {

    private AssessmentJson() {}

    static void write(Assessment assessment, ObjectNode root) {
        AssessmentWords words = AssessmentWords.of(assessment);
        String word = assessment.decision().word();
        root.putObject("decision")
                .put("word", word)
                .put("title", Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .put("reason", words.decision());
        ArrayNode reasons = root.putArray("reasons");
        ArrayNode signals = root.putArray("signals");
        for (Signal signal : Signal.values()) {
            Strength strength = assessment.strength(signal);
            if (strength.compareTo(Strength.CURABLE) >= 0) {
                reasons.add(signal.word());
            }
            ArrayNode evidence = signals.addObject()
                    .put("signal", signal.word())
                    .put("strength", strength.word())
                    .putArray("evidence");
            words.evidence(signal).forEach(evidence::add);
        }
        ArrayNode settings = root.putArray("settings");
        for (Cure cure : assessment.cures()) {
            settings.addObject()
                    .put("setting", cure.word())
                    .put("statement", cure.statement())
                    .put("reason", CureWords.reason(cure, assessment.surroundings()));
        }
        ArrayNode questions = root.putArray("questions");
        words.questions().forEach(questions::add);
        file(root.putObject("file"), assessment);
        logs(root, assessment.surroundings().logs());
        growth(root.putObject("growth"), assessment.surroundings().growth());
        ArrayNode features = root.putArray("features");
        assessment
                .features()
                .forEach(feature -> features.addObject()
                        .put("kind", feature.kind().word())
                        .put("where", feature.where())
                        .put("evidence", feature.evidence()));
        root.putObject("total").put("tables", assessment.tables()).put("rows", assessment.rows());
        move(root, assessment.move());
        target(root, assessment.target());
    }

    private static void file(ObjectNode node, Assessment assessment) {
        SourceFile file = assessment.surroundings().file();
        node.put("bytes", file.bytes())
                .put("pageSize", file.pageSize())
                .put("pages", file.pages())
                .put("freePages", file.freePages())
                .put("journalMode", file.walMode() ? "wal" : "rollback")
                .put("walBytes", file.walBytes())
                .put("fileSystem", assessment.surroundings().place().type())
                .put(
                        "fileSystemKind",
                        assessment
                                .surroundings()
                                .place()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'));
        Holders holders = assessment.surroundings().holders();
        node.put("processesKnown", holders.known()).put("processesUnseen", holders.unseen());
        ArrayNode processes = node.putArray("processes");
        holders.processes()
                .forEach(process -> processes
                        .addObject()
                        .put("pid", process.pid())
                        .put("name", process.name())
                        .put("user", process.user())
                        .put("writes", process.writes()));
    }

    private static void logs(ObjectNode root, @Nullable LogSummary logs) {
        if (logs == null) {
            root.putNull("logs");
            return;
        }
        ObjectNode node = root.putObject("logs").put("files", logs.files()).put("lines", logs.lines());
        ObjectNode events = node.putObject("events");
        for (LogEvent event : LogEvent.values()) {
            events.put(event.code(), logs.count(event));
        }
        node.put("untimed", logs.untimed())
                .put("first", logs.first() == null ? null : logs.first().toString())
                .put("last", logs.last() == null ? null : logs.last().toString());
        ObjectNode hours = node.putObject("hours");
        logs.hours().forEach((hour, count) -> hours.put(hour.toString(), count));
        ArrayNode skipped = node.putArray("skipped");
        logs.skipped()
                .forEach(one ->
                        skipped.addObject().put("file", one.file().toString()).put("reason", one.reason()));
    }

    private static void growth(ObjectNode node, Growth growth) {
        ArrayNode points = node.putArray("points");
        growth.points()
                .forEach(point -> points.addObject()
                        .put("file", point.file().toString())
                        .put("when", point.when().toString())
                        .put("usedBytes", point.usedBytes()));
        node.put("slowestBytesPerDay", growth.slowest()).put("fastestBytesPerDay", growth.fastest());
    }

    private static void move(ObjectNode root, @Nullable MoveEstimate move) {
        if (move == null) {
            root.putNull("move");
            return;
        }
        ObjectNode node = root.putObject("move")
                .put("rows", move.rows())
                .put("sampleRows", move.sampleRows())
                .put("samples", move.samples())
                .put("secondsLow", seconds(move.time().low()))
                .put("secondsHigh", seconds(move.time().high()))
                .put("diskBytesLow", move.disk().low())
                .put("diskBytesHigh", move.disk().high());
        ObjectNode phases = node.putObject("phases");
        move.phases()
                .forEach((phase, range) -> phases.putObject(phase.name().toLowerCase(Locale.ROOT))
                        .put("secondsLow", seconds(range.low()))
                        .put("secondsHigh", seconds(range.high())));
        ArrayNode leftOut = node.putArray("leftOut");
        move.leftOut().forEach(leftOut::add);
    }

    private static void target(ObjectNode root, @Nullable TargetFacts target) {
        if (target == null) {
            root.putNull("target");
            return;
        }
        ObjectNode node = root.putObject("target")
                .put("place", target.place())
                .put("schema", target.schema())
                .put("problem", target.problem())
                .put("databaseBytes", target.databaseBytes())
                .put("freeBytes", target.freeBytes());
        ObjectNode settings = node.putObject("settings");
        target.settings().forEach(settings::put);
        ArrayNode taken = node.putArray("taken");
        target.taken().forEach(taken::add);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
