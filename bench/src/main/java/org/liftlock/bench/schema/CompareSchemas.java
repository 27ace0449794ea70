package org.liftlock.bench.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.bench.schema.Item.Kind;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

/** Plans each database of a folder that has the facts of its application's own PostgreSQL schema beside it, and compares. */
public final class CompareSchemas {

    private static final String KEY = ".key.json";

    private CompareSchemas() {}

    /**
     * Writes the comparison.
     *
     * @param arguments the folder with NAME.sqlite and NAME.key.json; then the Markdown file to write; without one,
     *     differences that are defects are all that is told
     * @throws Exception if a file cannot be read or written
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Usage: bench/compare-schemas FOLDER [FILE.md]");
            System.exit(2);
        }
        Map<String, List<Item>> applications = new LinkedHashMap<>();
        for (Path key : keys(Path.of(arguments[0]))) {
            String name = key.getFileName().toString().replace(KEY, "");
            applications.put(name, compare(key.resolveSibling(name + ".sqlite"), ApplicationSchema.read(key)));
        }
        if (arguments.length == 2) {
            try (PrintStream out = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
                new ComparisonText(applications).write(out);
            }
        }
        List<String> defects = new ArrayList<>();
        applications.forEach((name, items) -> items.stream()
                .filter(item -> item.verdict() == Verdict.DEFECT)
                .forEach(item ->
                        defects.add(name + ": " + item.kind().words() + ": " + item.where() + ": " + item.rule())));
        defects.forEach(System.out::println);
        System.out.println(applications.size() + " applications, "
                + applications.values().stream().mapToInt(List::size).sum() + " items, " + defects.size() + " defects");
        if (!defects.isEmpty()) {
            System.exit(1);
        }
    }

    private static List<Path> keys(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(KEY)).sorted().toList();
        }
    }

    private static List<Item> compare(Path file, ApplicationSchema application) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults());
                Values values = new Values(file)) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            TypeRules types = new TypeRules(values, prepared.choices());
            Map<String, ApplicationSchema.Table> theirs = application.tables();
            for (TablePlan plan : prepared.plan().tables()) {
                SourceTable table = source.schema().table(plan.source()).orElseThrow();
                Map.Entry<String, ApplicationSchema.Table> found = theirs.entrySet().stream()
                        .filter(entry -> TableComparison.same(entry.getKey(), plan.target()))
                        .findFirst()
                        .orElse(null);
                if (found == null) {
                    items.add(new Item(
                            Kind.TABLE,
                            plan.source(),
                            Verdict.APPLICATION,
                            "only the application's schema for SQLite has it"));
                    continue;
                }
                boolean same = found.getKey().equals(plan.target());
                items.add(new Item(
                        Kind.TABLE,
                        plan.source(),
                        same ? Verdict.EQUAL : Verdict.CHOICE,
                        same ? "" : "words of a name joined by _ (--names snake)"));
                items.addAll(new TableComparison(table, plan, found.getValue(), prepared.findings(), types).compare());
            }
            for (String name : theirs.keySet()) {
                if (prepared.plan().tables().stream().noneMatch(plan -> TableComparison.same(plan.target(), name))) {
                    boolean lost = source.schema().tables().stream()
                            .anyMatch(table -> TableComparison.same(table.name(), name));
                    items.add(new Item(
                            Kind.TABLE,
                            name,
                            lost ? Verdict.DEFECT : Verdict.APPLICATION,
                            lost ? "lost" : "only the application's schema for PostgreSQL has it"));
                }
            }
        }
        return items;
    }

    /** How often each verdict was given, in the order of the verdicts. */
    static Map<Verdict, Long> counts(Stream<Item> items) {
        return items.collect(Collectors.groupingBy(Item::verdict, TreeMap::new, Collectors.counting()));
    }
}
