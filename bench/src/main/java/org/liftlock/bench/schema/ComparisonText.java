package org.liftlock.bench.schema;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.bench.schema.Item.Kind;

/** The comparison as a page of the documentation. */
final class ComparisonText {

    private final Map<String, List<Item>> applications;

    ComparisonText(Map<String, List<Item>> applications) {
        this.applications = applications;
    }

    void write(PrintStream out) {
        out.print("""
                # Planned schemas beside the applications' own

                Some applications run on SQLite and on PostgreSQL and have migrations for both. For these, Liftlock plans the SQLite
                file with its defaults, and each item of the plan is held against the PostgreSQL schema that the application's own
                migrations make. That schema is not the one right answer: it is what its developers chose, and the two folders of an
                application often differ from each other. `bench/compare-schemas FOLDER docs/comparison.md` writes this page.

                - *equal*: the same on both sides. Of defaults and checks it is compared that they are there, of expressions among an
                  index's keys that they are expressions.
                - *wider on purpose*: the plan's type or key holds everything that SQLite held; the application's would not always.
                - *a choice offered*: the values allow it, and an option or a line of `plan.yaml` takes it; Liftlock assumes nothing.
                - *left out by name*: PostgreSQL cannot have it as it is, and a finding says so.
                - *the application differs*: the plan follows the SQLite schema, and the application's PostgreSQL schema says otherwise.
                - *defect*: none of these.

                """);
        out.println("## By application\n");
        header(out, "application");
        applications.forEach((name, items) -> line(out, name, items.stream()));
        line(out, "**all**", all());
        out.println("\n## By class of item\n");
        header(out, "class");
        for (Kind kind : Kind.values()) {
            line(out, kind.words(), all().filter(item -> item.kind() == kind));
        }
        out.println("\n## The rules behind the differences\n\n| verdict | class | rule | items | applications |");
        out.println("|---|---|---|--:|--:|");
        record Rule(Verdict verdict, Kind kind, String words) {}
        Map<Rule, Long> rules = all().filter(item -> item.verdict() != Verdict.EQUAL)
                .collect(Collectors.groupingBy(
                        item -> new Rule(item.verdict(), item.kind(), item.rule()),
                        () -> new TreeMap<>(Comparator.comparing(Rule::verdict)
                                .thenComparing(Rule::kind)
                                .thenComparing(Rule::words)),
                        Collectors.counting()));
        rules.forEach((rule, count) -> out.printf(
                "| %s | %s | %s | %d | %d |%n",
                rule.verdict().words(),
                rule.kind().words(),
                rule.words(),
                count,
                applications.values().stream()
                        .filter(items -> items.stream()
                                .anyMatch(item -> new Rule(item.verdict(), item.kind(), item.rule()).equals(rule)))
                        .count()));
    }

    private static void header(PrintStream out, String first) {
        out.println("| " + first + " | items | "
                + Arrays.stream(Verdict.values()).map(Verdict::words).collect(Collectors.joining(" | ")) + " |");
        out.println("|---|--:|" + "--:|".repeat(Verdict.values().length));
    }

    private static void line(PrintStream out, String name, Stream<Item> items) {
        List<Item> list = items.toList();
        Map<Verdict, Long> counts = CompareSchemas.counts(list.stream());
        out.println("| " + name + " | " + list.size() + " | "
                + Arrays.stream(Verdict.values())
                        .map(verdict -> String.valueOf(counts.getOrDefault(verdict, 0L)))
                        .collect(Collectors.joining(" | "))
                + " |");
    }

    private Stream<Item> all() {
        return applications.values().stream().flatMap(Collection::stream);
    }
}
