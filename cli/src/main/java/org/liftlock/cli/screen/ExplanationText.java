package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.Weight;

/** Kinds of findings for a person: one in full, or all of them with what they say. */
public final class ExplanationText {

    private static final int WIDEST = 80;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b(FROM|TABLE|UPDATE|ON) t\\b");

    private ExplanationText() {}

    /**
     * One kind with why it matters and what settles it.
     *
     * @param code the kind
     * @param terminal where it will be shown
     * @return lines that fit, at most 80 cells wide
     */
    public static List<String> lines(FindingCode code, Terminal terminal) {
        int width = Math.min(WIDEST, terminal.width());
        List<String> lines = new ArrayList<>();
        lines.add(Ink.of(code.weight()).on(code.code() + " (" + code.weight().word() + ")", terminal));
        lines.addAll(Paragraph.lines(sentence(code.text()), "  ", 2, width));
        lines.add("");
        lines.add(Ink.BOLD.on("Why it matters", terminal));
        lines.addAll(Paragraph.lines(code.why(), "  ", 2, width));
        lines.add("");
        lines.add(Ink.BOLD.on("Remedy", terminal));
        lines.addAll(Paragraph.lines(code.remedy(), "  ", 2, width));
        List<String> hints = new ArrayList<>();
        if (PLACEHOLDER.matcher(code.remedy()).find()) {
            hints.add("In SQL, t and c stand for the table and the column of the finding.");
        }
        if (code.remedy().contains("plan.yaml")) {
            hints.add("liftlock plan FILE -o DIR writes plan.yaml; migrate --plan DIR/plan.yaml follows it.");
        }
        if (!hints.isEmpty()) {
            lines.add("");
            hints.forEach(hint -> lines.addAll(Paragraph.lines(hint, "  ", 2, width)));
        }
        return lines;
    }

    /**
     * All kinds, the gravest first.
     *
     * @param terminal where they will be shown
     * @return lines that fit, at most 80 cells wide
     */
    public static List<String> all(Terminal terminal) {
        int width = Math.min(WIDEST, terminal.width());
        Map<Weight, List<FindingCode>> byWeight = new TreeMap<>();
        Arrays.stream(FindingCode.values())
                .forEach(code -> byWeight.computeIfAbsent(code.weight(), weight -> new ArrayList<>())
                        .add(code));
        List<String> lines = new ArrayList<>();
        List<Weight> weights = new ArrayList<>(byWeight.keySet());
        for (int i = weights.size() - 1; i >= 0; i--) {
            Weight weight = weights.get(i);
            lines.add(Ink.of(weight).on(weight.word(), terminal));
            for (FindingCode code : byWeight.getOrDefault(weight, List.of())) {
                lines.addAll(Paragraph.lines(code.code() + ": " + code.text(), "  ", 4, width));
            }
            lines.add("");
        }
        lines.addAll(Paragraph.lines("liftlock explain CODE says why one matters and what settles it.", "", 2, width));
        return lines;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
