package org.liftlock.dao.jooq.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liftlock.dao.Database;

/**
 * What a schema means: its tables, columns and keys, in words that hold on every backend. Immutable and sorted.
 *
 * <p>Not described, since it differs between backends or holds nothing: views, indexes that are no keys, checks, defaults,
 * Flyway's and Liftlock's own tables, virtual tables with what belongs to them, and columns of type tsvector.
 *
 * @param tables the tables, sorted by name
 * @param ignored what differs on purpose and is not compared: names of tables, or {@code table.column}
 */
public record SchemaDescription(List<TableDescription> tables, Set<String> ignored) {

    /**
     * Sorts the values.
     *
     * @param tables the tables
     * @param ignored what is not compared
     * @throws IllegalArgumentException if two tables have one name
     */
    public SchemaDescription {
        tables = tables.stream()
                .sorted(Comparator.comparing(TableDescription::name))
                .toList();
        Set<String> names = new HashSet<>();
        for (TableDescription table : tables) {
            if (!names.add(table.name())) {
                throw new IllegalArgumentException("Two tables of one name: " + table.name());
            }
        }
        ignored = ignored.stream().map(SchemaNames::folded).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The schema of an open database, as it is now.
     *
     * @param database a database of a backend that uses jOOQ
     * @return its description; nothing is ignored
     * @throws org.liftlock.dao.DaoException of any kind, if the database cannot be asked
     */
    public static SchemaDescription of(Database database) {
        return database.unwrap(SchemaReader.class).read();
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @param text the text of a schema file
     * @return the description
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#PROGRAMMING} with the line, if it is no such
     *     text
     */
    public static SchemaDescription parse(String text) {
        return new SchemaTextParser(text).parse();
    }

    /**
     * The same without comparing some of it.
     *
     * @param names names of tables, or {@code table.column}
     * @return a new description
     */
    public SchemaDescription ignoring(String... names) {
        return ignoring(Arrays.asList(names));
    }

    private SchemaDescription ignoring(Collection<String> names) {
        Set<String> all = new TreeSet<>(ignored);
        all.addAll(names);
        return new SchemaDescription(tables, all);
    }

    /**
     * In what another schema differs from this one. What one of the two ignores is not compared.
     *
     * @param other the schema that was found
     * @return the differences, by table and column; empty if the schemas agree
     */
    public List<SchemaDifference> differences(SchemaDescription other) {
        Set<String> left = new HashSet<>(ignored);
        left.addAll(other.ignored);
        return new SchemaComparison(left).compare(this, other);
    }

    /**
     * The text of a schema file: sorted, with one line for each column and key.
     *
     * @return lines that end with a line feed
     */
    public String toText() {
        List<String> lines = new ArrayList<>();
        lines.add("# The schema that the application expects on every backend.");
        new TreeSet<>(ignored).forEach(name -> lines.add("ignore " + place(name)));
        for (TableDescription table : tables) {
            if (ignored.contains(table.name())) {
                continue;
            }
            lines.add("");
            lines.add("table " + SchemaNames.text(table.name()));
            table.columns().forEach(column -> {
                if (!ignored.contains(table.name() + "." + column.name())) {
                    lines.add("  column " + SchemaNames.text(column.name()) + " " + column.typeText());
                }
            });
            if (!table.primaryKey().isEmpty()) {
                lines.add("  primary key " + SchemaNames.list(table.primaryKey()));
            }
            table.uniqueKeys().forEach(key -> lines.add("  unique " + SchemaNames.list(key)));
            table.foreignKeys()
                    .forEach(key ->
                            lines.add("  foreign key " + SchemaNames.list(key.columns()) + " " + key.targetText()));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String place(String name) {
        return Arrays.stream(name.split("\\.", 2)).map(SchemaNames::text).collect(Collectors.joining("."));
    }
}
