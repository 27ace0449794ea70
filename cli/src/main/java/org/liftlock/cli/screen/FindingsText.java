package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.report.Figures;

/** Findings for a person: the gravest first and in full, warnings up to a limit for each code, notes only counted. */
final class FindingsText {

    private static final int WARNINGS_OF_A_CODE = 5;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private FindingsText(Terminal terminal) {
        this.terminal = terminal;
    }

    static List<String> lines(List<Finding> findings, Terminal terminal) {
        FindingsText text = new FindingsText(terminal);
        for (int ordinal = Weight.values().length - 1; ordinal >= 0; ordinal--) {
            Weight weight = Weight.values()[ordinal];
            List<Finding> some = findings.stream()
                    .filter(finding -> finding.weight() == weight)
                    .toList();
            if (!some.isEmpty()) {
                text.group(weight, some);
            }
        }
        if (!findings.isEmpty()) {
            text.add("liftlock explain CODE says why a finding matters and what settles it.", "", 2);
            text.lines.add("");
        }
        return text.lines;
    }

    private void group(Weight weight, List<Finding> findings) {
        String title = Figures.count(findings.size(), weight.word(), weight.word() + "s");
        lines.add(Ink.of(weight).on(title, terminal));
        Map<FindingCode, List<Finding>> byCode = new LinkedHashMap<>();
        findings.forEach(finding -> byCode.computeIfAbsent(finding.code(), code -> new ArrayList<>())
                .add(finding));
        byCode.forEach((code, some) -> code(weight, code, some));
        lines.add("");
    }

    private void code(Weight weight, FindingCode code, List<Finding> findings) {
        if (weight == Weight.NOTE) {
            add(Figures.count(findings.size()) + " × " + code.code() + ": " + code.text(), "  ", 4);
            return;
        }
        add(code.code() + ": " + code.text(), "  ", 4);
        int shown = weight == Weight.WARNING ? Math.min(WARNINGS_OF_A_CODE, findings.size()) : findings.size();
        for (Finding finding : findings.subList(0, shown)) {
            String detail = finding.detail().isEmpty() ? "" : ": " + finding.detail();
            add((finding.where() + detail).replaceAll("\\s*\\R\\s*", " "), "    - ", 6);
        }
        if (shown < findings.size()) {
            add(
                    "and " + Figures.count(findings.size() - shown) + " more, see --report FILE.html or --format json",
                    "    ",
                    4);
        }
    }

    private void add(String text, String first, int indent) {
        lines.addAll(Paragraph.lines(text, first, indent, terminal.width()));
    }
}
