package org.liftlock.migration.report;

import static org.liftlock.migration.report.HtmlPage.escaped;
import static org.liftlock.migration.report.HtmlPage.name;
import static org.liftlock.migration.report.HtmlPage.statement;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.report.SchemaReport.Column;
import org.liftlock.migration.report.SchemaReport.Table;
import org.liftlock.migration.report.SchemaReport.View;

/** Writes both schemas side by side, and what the columns hold. Stateless and thread-safe. */
final class HtmlSchema {

    private static final int MOST_OPEN = 3;

    private HtmlSchema() {}

    static void write(SchemaReport schema, HtmlPage page) {
        if (schema.tables().isEmpty() && schema.views().isEmpty()) {
            return;
        }
        page.section("picture", "Tables and foreign keys");
        page.add(SchemaPicture.of(schema.tables()));
        page.section("schema", "Before and after");
        page.add(
                "<p class=\"quiet\">SQLite on the left, PostgreSQL on the right; below them what the columns hold.</p>\n");
        for (int i = 0; i < schema.tables().size(); i++) {
            table(schema.tables().get(i), i, schema.tables().size() <= MOST_OPEN, page);
        }
        schema.views().forEach(view -> view(view, page));
    }

    private static void table(Table table, int number, boolean open, HtmlPage page) {
        page.add("<details id=\"table-" + number + "\"" + (open ? " open" : "") + "><summary>")
                .add(name(table.source()))
                .add(change(table.source(), table.target()))
                .add("<span class=\"quiet\">")
                .add(Figures.count(table.rows(), "row", "rows"))
                .add(", ")
                .add(Figures.bytes(table.bytes()))
                .add("</span></summary>\n");
        sides(String.join(";\n", table.before()), String.join(";\n", table.after()), page);
        page.beginTable("Column", "Declared", "In PostgreSQL", "Why", "Values", "#NULL", "Range, length, form");
        table.columns().forEach(column -> column(column, page));
        page.add("</tbody>");
        page.endTable();
        page.add("</details>\n");
    }

    private static String change(String source, @Nullable String target) {
        if (target == null) {
            return " <span class=\"warning\">left out</span>";
        }
        return target.equals(source) ? "" : " → " + name(target);
    }

    private static void column(Column column, HtmlPage page) {
        String type = column.type() == null
                ? "<span class=\"warning\">left out</span>"
                : "<code>" + escaped(column.type()) + "</code>";
        String target =
                column.target() == null || column.target().equals(column.source()) ? "" : name(column.target()) + " ";
        page.row(
                name(column.source()),
                "<code>" + escaped(column.declared()) + "</code>",
                target + type,
                escaped(column.reason()) + (column.byUser() ? " <span class=\"good\">(your decision)</span>" : ""),
                bar(column.values()),
                Figures.count(column.values().getOrDefault("null", 0L)),
                facts(column.facts()));
    }

    private static String bar(Map<String, Long> values) {
        long sum = values.values().stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return "<span class=\"quiet\">none</span>";
        }
        StringBuilder words = new StringBuilder();
        StringBuilder bar = new StringBuilder("<span class=\"bar\">");
        values.forEach((storageClass, count) -> {
            bar.append("<i class=\"c-")
                    .append(storageClass)
                    .append("\" style=\"width:")
                    .append(Math.max(1, Math.round(100.0 * count / sum)))
                    .append("%\"></i>");
            if (!storageClass.equals("null")) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(Figures.count(count))
                        .append(' ')
                        .append(storageClass);
            }
        });
        return words + bar.append("</span>").toString();
    }

    private static String facts(Map<String, String> facts) {
        List<String> words = facts.entrySet().stream()
                .map(fact -> escaped(fact.getKey() + ": " + fact.getValue()))
                .toList();
        return String.join("<br>", words);
    }

    private static void view(View view, HtmlPage page) {
        page.add("<details><summary>view ")
                .add(name(view.source()))
                .add(change(view.source(), view.target()))
                .add("</summary>\n");
        sides(view.before(), view.after(), page);
        page.add("</details>\n");
    }

    private static void sides(String before, String after, HtmlPage page) {
        page.add("<div class=\"sides\"><div><pre>")
                .add(statement(before))
                .add("</pre></div><div><pre>")
                .add(after.isEmpty() ? "nothing" : statement(after))
                .add("</pre></div></div>\n");
    }
}
