package org.liftlock.migration.report;

import static org.liftlock.migration.report.HtmlPage.escaped;
import static org.liftlock.migration.report.HtmlPage.name;

import java.util.Comparator;
import java.util.List;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;

/** Writes findings, the heaviest first, with a filter, and what settles them. Stateless and thread-safe. */
final class HtmlFindings {

    private HtmlFindings() {}

    static void write(List<Finding> findings, HtmlPage page) {
        page.section("findings", "Findings");
        if (findings.isEmpty()) {
            page.add("<p>None.</p>\n");
            return;
        }
        // The script shows the form, since without it the form could do nothing.
        page.add(
                "<form class=\"filter\" hidden><input type=\"search\" id=\"find\" placeholder=\"Table, column, code, words\""
                        + " aria-label=\"Filter findings\">\n");
        for (int ordinal = Weight.values().length - 1; ordinal >= 0; ordinal--) {
            Weight weight = Weight.values()[ordinal];
            long count = findings.stream()
                    .filter(finding -> finding.weight() == weight)
                    .count();
            if (count > 0) {
                page.add("<label class=\"" + weight.word() + "\"><input type=\"checkbox\" value=\"" + weight.word()
                        + "\" checked> " + Figures.count(count, weight.word(), weight.word() + "s") + "</label>\n");
            }
        }
        page.add("<output class=\"quiet\" id=\"shown\"></output></form>\n");
        page.beginCards("Weight", "Code", "Where", "What", "Detail");
        heaviestFirst(findings)
                .forEach(finding -> page.rowWith(
                        " data-weight=\"" + finding.weight().word() + "\"",
                        "<span class=\"" + finding.weight().word() + "\">"
                                + finding.weight().word() + "</span>",
                        "<code class=\"whole\">" + finding.code().code() + "</code>",
                        "<span class=\"where\">" + name(finding.where()) + "</span>",
                        escaped(finding.code().text()),
                        name(finding.detail())));
        page.add("</tbody>");
        page.endTable();
    }

    /** Why each kind of finding matters and what settles it, as steps. */
    static void steps(List<Finding> findings, List<String> commands, HtmlPage page) {
        page.section("next", "What to do next");
        page.add("<ol>\n");
        heaviestFirst(findings).stream()
                .map(Finding::code)
                .distinct()
                .filter(code -> code.weight() != Weight.NOTE)
                .forEach(code -> page.add("<li><code class=\"" + code.weight().word() + "\">" + code.code()
                        + "</code> <span class=\"quiet\">" + escaped(code.why()) + "</span><br>"
                        + escaped(code.remedy()) + "</li>\n"));
        commands.forEach(command -> page.add("<li><code>" + escaped(command) + "</code></li>\n"));
        page.add("</ol>\n");
        List<Finding> notes = findings.stream()
                .filter(finding -> finding.weight() == Weight.NOTE)
                .toList();
        if (notes.isEmpty()) {
            return;
        }
        page.add("<details><summary>Notes, which need nothing</summary>\n<ul>\n");
        notes.stream()
                .map(Finding::code)
                .distinct()
                .forEach(code -> page.add("<li><code class=\"note\">" + code.code() + "</code> " + escaped(code.why())
                        + " " + escaped(code.remedy()) + "</li>\n"));
        page.add("</ul></details>\n");
    }

    private static List<Finding> heaviestFirst(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::weight).reversed())
                .toList();
    }
}
