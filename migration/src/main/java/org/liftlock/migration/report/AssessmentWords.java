package org.liftlock.migration.report;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.assessment.AccessRights;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.EmulatedFeature;
import org.liftlock.migration.assessment.Holders;
import org.liftlock.migration.assessment.LogEvent;
import org.liftlock.migration.assessment.LogSummary;
import org.liftlock.migration.assessment.Signal;
import org.liftlock.migration.assessment.StoragePlace;
import org.liftlock.migration.assessment.Strength;
import org.liftlock.migration.source.SourceFile;

/** An assessment in sentences, the same for every form of a report. Stateless and thread-safe. */
public final class AssessmentWords {

    private static final int NAMED = 5;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Assessment assessment;
    private final SourceFile file;

    private AssessmentWords(Assessment assessment) {
        this.assessment = assessment;
        this.file = assessment.surroundings().file();
    }

    /**
     * Puts an assessment into words.
     *
     * @param assessment what to tell
     * @return its words
     */
    public static AssessmentWords of(Assessment assessment) {
        return new AssessmentWords(assessment);
    }

    /**
     * The decision.
     *
     * @return a sentence that begins with the decision's word
     */
    public String decision() {
        return switch (assessment.decision()) {
            case STAY ->
                "Stay: nothing that was seen speaks for a server. If the questions below do not either, SQLite is the right choice.";
            case TUNE -> "Tune: SQLite is the right choice; settings cure what was seen.";
            case CONSIDER ->
                "Consider: one signal speaks for a server (" + reasons() + "); the questions below decide.";
            case MOVE -> "Move: " + reasons() + (reasons().contains(",") ? " speak" : " speaks") + " for a server.";
        };
    }

    private String reasons() {
        return assessment.signals().entrySet().stream()
                .filter(signal -> signal.getValue().compareTo(Strength.WEIGHS) >= 0)
                .map(signal -> title(signal.getKey()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * A signal's name for people.
     *
     * @param signal the signal
     * @return two or three words
     */
    public static String title(Signal signal) {
        return switch (signal) {
            case CONTENTION -> "Write contention";
            case NETWORK -> "Network access";
            case ACCESS -> "People and services";
            case FEATURES -> "Emulated features";
            case GROWTH -> "Growth";
        };
    }

    /**
     * How far the evidence goes, for people.
     *
     * @param strength the strength
     * @return a few words
     */
    public static String words(Strength strength) {
        return switch (strength) {
            case NONE -> "no";
            case UNKNOWN -> "cannot be seen from here";
            case CURABLE -> "settings cure it";
            case WEIGHS -> "speaks for a server";
            case DECIDES -> "SQLite is not made for it";
        };
    }

    /**
     * What was seen.
     *
     * @param signal for which signal
     * @return sentences
     */
    public List<String> evidence(Signal signal) {
        return switch (signal) {
            case CONTENTION -> contention();
            case NETWORK -> List.of(network());
            case ACCESS -> access();
            case FEATURES -> features();
            case GROWTH -> GrowthWords.of(assessment.surroundings());
        };
    }

    private List<String> contention() {
        List<String> lines = new ArrayList<>();
        LogSummary logs = assessment.surroundings().logs();
        if (logs != null) {
            lines.add(
                    Figures.count(logs.files(), "log", "logs") + " with " + Figures.count(logs.lines(), "line", "lines")
                            + (logs.total() == 0 ? ": no message about locks" : ": " + counts(logs)));
            if (logs.first() != null && logs.last() != null) {
                lines.add("first " + MINUTE.format(logs.first()) + ", last " + MINUTE.format(logs.last()) + ", on "
                        + Figures.count(logs.days(), "day", "days") + ", in the logs' own time");
            }
            if (logs.untimed() > 0) {
                lines.add(Figures.count(logs.untimed()) + " of them without a time");
            }
            skipped("not read", logs.skipped(), lines);
        }
        lines.add(
                file.walMode()
                        ? "the file is in WAL mode: readers and one writer do not block each other"
                        : "the file uses a rollback journal: readers block the writer, and it them");
        lines.add("busy time-outs and transactions belong to the application's connections; no file tells them");
        return lines;
    }

    private static String counts(LogSummary logs) {
        return Arrays.stream(LogEvent.values())
                .filter(event -> logs.count(event) > 0)
                .map(event -> Figures.count(logs.count(event)) + " × " + event.code())
                .collect(Collectors.joining(", "));
    }

    static void skipped(String what, List<LogSummary.Skipped> skipped, List<String> lines) {
        skipped.stream().limit(NAMED).forEach(one -> lines.add(what + ": " + one.file() + ", " + one.reason()));
        if (skipped.size() > NAMED) {
            lines.add("and " + Figures.count(skipped.size() - NAMED) + " more " + what);
        }
    }

    private String network() {
        StoragePlace place = assessment.surroundings().place();
        String where = place.type() + (place.mountPoint().isEmpty() ? "" : " at " + place.mountPoint());
        return switch (place.kind()) {
            case LOCAL -> "the file lies on a file system of this machine: " + where;
            case NETWORK ->
                "the file lies on a network file system, " + where
                        + ": WAL mode does not work there (sqlite.org/wal.html), and locks are often broken"
                        + " (sqlite.org/useovernet.html)";
            case SHARED_WITH_HOST ->
                "the file lies on a file system of the host of this virtual machine or container, " + where
                        + ": WAL mode needs all processes on one machine (sqlite.org/wal.html)";
            case UNKNOWN -> "the system does not tell on which file system the file lies";
        };
    }

    private List<String> access() {
        List<String> lines = new ArrayList<>();
        Holders holders = assessment.surroundings().holders();
        if (!holders.known()) {
            lines.add("which processes have the file open can be seen only on Linux");
        } else if (holders.processes().isEmpty()) {
            lines.add("no process that can be seen has the file open now");
        } else {
            lines.add(
                    Figures.count(holders.processes().size(), "process has", "processes have") + " the file open now: "
                            + holders.processes().stream()
                                    .limit(NAMED)
                                    .map(one -> one.name() + " (" + one.pid() + ", " + one.user()
                                            + (one.writes() ? "" : ", reads") + ")")
                                    .collect(Collectors.joining(", "))
                            + (holders.processes().size() > NAMED ? ", …" : ""));
        }
        if (holders.unseen() > 0) {
            lines.add(Figures.count(holders.unseen(), "process", "processes")
                    + " of other users cannot be looked into; run as root to see all");
        }
        rights("the file", assessment.surroundings().fileRights(), lines);
        rights("its folder", assessment.surroundings().folderRights(), lines);
        return lines;
    }

    private static void rights(String what, @Nullable AccessRights rights, List<String> lines) {
        if (rights != null) {
            String others = rights.othersWrite()
                    ? "; everybody may write it"
                    : rights.groupWrites() ? "; its group may write it" : "";
            lines.add(what + " belongs to " + rights.owner() + ":" + rights.group() + " (" + rights.mode() + ")"
                    + others);
        }
    }

    private List<String> features() {
        if (assessment.features().isEmpty()) {
            return List.of("none in the schema, nor in the first 1,000 rows of each table");
        }
        Map<EmulatedFeature.Kind, List<EmulatedFeature>> kinds = new LinkedHashMap<>();
        for (EmulatedFeature.Kind kind : EmulatedFeature.Kind.values()) {
            List<EmulatedFeature> some = assessment.features().stream()
                    .filter(feature -> feature.kind() == kind)
                    .toList();
            if (!some.isEmpty()) {
                kinds.put(kind, some);
            }
        }
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, some) -> lines.add(title(kind) + ": "
                + some.stream()
                        .limit(3)
                        .map(feature -> feature.where() + " (" + feature.evidence() + ")")
                        .collect(Collectors.joining(", "))
                + (some.size() > 3 ? ", and " + Figures.count(some.size() - 3) + " more" : "")));
        return lines;
    }

    private static String title(EmulatedFeature.Kind kind) {
        return switch (kind) {
            case FULL_TEXT -> "full text search";
            case SPATIAL -> "spatial data";
            case JSON_QUERIED -> "JSON that SQL looks into";
            case JSON_KEPT -> "JSON kept as text";
            case BOOLEAN -> "truth values as numbers";
            case DATE_TEXT -> "dates as text";
            case FEW_WORDS -> "a few words, where a CHECK or an enum could stand";
        };
    }

    /**
     * What only a person knows.
     *
     * @return questions to the reader
     */
    public List<String> questions() {
        List<String> questions = new ArrayList<>();
        LogSummary logs = assessment.surroundings().logs();
        if (logs == null || logs.files() == 0) {
            questions.add("Do users or logs speak of \"database is locked\"? --logs DIR counts it.");
        }
        questions.add("Will a second server, a report or a person on another machine need this data?");
        questions.add("May the application be away while its one machine is replaced or restarted?");
        if (assessment.surroundings().growth().slowest() == null) {
            questions.add("How fast does it grow? --backups DIR with earlier copies tells.");
        }
        return questions;
    }
}
