package org.liftlock.migration.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liftlock.migration.plan.FullTextPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTrigger;
import org.liftlock.migration.source.VirtualTable;
import org.liftlock.migration.sql.PgSql;

/** SQL beside the Flyway folders that nothing runs by itself: what can take the place of what is left out. */
public final class PostgresOffers {

    private static final String FULL_TEXT = "full-text.sql";
    private static final String TRIGGERS = "triggers.sql";

    private PostgresOffers() {}

    /**
     * Writes {@code postgres-offers/}, if there is anything to offer.
     *
     * @param source the schema as SQLite has it
     * @param plan what becomes of it
     * @param folder the folder of the plan
     * @throws IOException if it cannot be written
     */
    public static void write(SourceSchema source, MigrationPlan plan, Path folder) throws IOException {
        Path offers = folder.resolve("postgres-offers");
        for (Map.Entry<String, List<String>> file : files(source, plan).entrySet()) {
            Path path = offers.resolve(file.getKey());
            if (file.getValue().isEmpty()) {
                Files.deleteIfExists(path);
                continue;
            }
            Files.createDirectories(offers);
            Files.writeString(path, String.join("\n", file.getValue()), StandardCharsets.UTF_8);
        }
    }

    /** File name to content, which is empty where there is nothing to offer. */
    static Map<String, List<String>> files(SourceSchema source, MigrationPlan plan) {
        List<String> fullText = new ArrayList<>();
        for (VirtualTable virtual : source.virtualTables()) {
            if (virtual.isFullText()) {
                plan.fullText().stream()
                        .filter(offer -> offer.source().equals(virtual.name()))
                        .findFirst()
                        .ifPresentOrElse(
                                offer -> plan.table(offer.table())
                                        .ifPresent(table -> fullText.add(index(virtual, offer, table))),
                                () -> fullText.add(table(virtual, plan)));
            }
        }
        List<String> triggers = new ArrayList<>();
        for (SourceTrigger trigger : source.triggers()) {
            if (plan.triggers().stream().map(TriggerPlan::source).noneMatch(trigger.name()::equals)) {
                triggers.add(comment("Not carried over: " + trigger.name() + " on " + trigger.table()) + "\n"
                        + comment(trigger.sql()) + "\n");
            }
        }
        Map<String, List<String>> files = new LinkedHashMap<>();
        files.put(FULL_TEXT, fullText);
        files.put(TRIGGERS, triggers);
        return files;
    }

    /** The statement that makes the index of an offer. */
    static String indexSql(FullTextPlan offer, TablePlan table) {
        return "CREATE INDEX " + PgSql.name(offer.target()) + " ON " + PgSql.name(table.target()) + " USING gin ("
                + offer.vector(table) + ")";
    }

    private static String index(VirtualTable virtual, FullTextPlan offer, TablePlan table) {
        String made =
                offer.index() ? "-- Made by the migration, as the plan says:\n" + comment(indexSql(offer, table)) : "";
        String vector = offer.vector(table);
        String query = "websearch_to_tsquery(" + PgSql.string(offer.language()) + ", $1)";
        return comment(virtual.name() + " (" + virtual.module() + ") searches " + table.source()) + "\n"
                + (offer.index() ? made : indexSql(offer, table)) + ";\n"
                + comment("SELECT … FROM " + virtual.name() + " WHERE " + virtual.name()
                        + " MATCH ? ORDER BY rank becomes:")
                + "\n"
                + comment("SELECT * FROM " + PgSql.name(table.target()) + "\nWHERE " + vector + " @@ " + query
                        + "\nORDER BY ts_rank(" + vector + ", " + query + ") DESC")
                + "\n";
    }

    private static String table(VirtualTable virtual, MigrationPlan plan) {
        String name = plan.options().names().of(virtual.name());
        List<String> columns =
                virtual.columns().stream().map(plan.options().names()::of).toList();
        String texts = columns.isEmpty()
                ? "''"
                : columns.stream()
                        .map(column -> "coalesce(" + PgSql.name(column) + ", '')")
                        .collect(Collectors.joining(" || ' ' || "));
        String language = PgSql.string(virtual.porter() ? "english" : "simple");
        String vector = columns.contains("words") ? "search_words" : "words";
        String id = columns.contains("id") ? "row_id" : "id";
        String head = virtual.name() + " (" + virtual.module() + ")"
                + (virtual.content() == null
                        ? " holds its texts itself; in SQLite: SELECT rowid, * FROM " + PgSql.name(virtual.name())
                        : virtual.content().isEmpty()
                                ? " keeps no text; the application has to write it anew"
                                : " searches " + virtual.content() + ", which is no table with such text columns");
        return comment(head) + "\nCREATE TABLE " + PgSql.name(name) + " (\n    " + PgSql.name(id)
                + " bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,\n"
                + columns.stream()
                        .map(column -> "    " + PgSql.name(column) + " text COLLATE \"C\",\n")
                        .collect(Collectors.joining())
                + "    " + PgSql.name(vector) + " tsvector GENERATED ALWAYS AS (to_tsvector(" + language + ", " + texts
                + ")) STORED\n);\nCREATE INDEX ON " + PgSql.name(name) + " USING gin (" + PgSql.name(vector) + ");\n"
                + comment("SELECT * FROM " + PgSql.name(name) + " WHERE " + PgSql.name(vector)
                        + " @@ websearch_to_tsquery(" + language + ", $1)")
                + "\n";
    }

    /** Every line of a text as a comment, so that no name or source can end it. */
    private static String comment(String text) {
        return text.replace("\0", "").lines().map(line -> "-- " + line).collect(Collectors.joining("\n"));
    }
}
