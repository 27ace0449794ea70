package org.liftlock.bench.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ChoiceOption;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgType;

/** Why a planned type is another than the application's own. Rules over kinds of types and values; none knows a name. */
final class TypeRules {

    /** A verdict with the rule behind it. */
    record Ruling(Verdict verdict, String rule) {}

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("smallint", "integer"),
            Map.entry("integer", "integer"),
            Map.entry("bigint", "integer"),
            Map.entry("real", "real"),
            Map.entry("double precision", "real"),
            Map.entry("numeric", "numeric"),
            Map.entry("character varying", "text"),
            Map.entry("varchar", "text"),
            Map.entry("character", "text"),
            Map.entry("text", "text"),
            Map.entry("timestamp", "time"),
            Map.entry("timestamp without time zone", "time"),
            Map.entry("timestamp with time zone", "time"),
            Map.entry("timestamptz", "time"),
            Map.entry("date", "time"),
            Map.entry("json", "json"),
            Map.entry("jsonb", "json"),
            Map.entry("boolean", "boolean"),
            Map.entry("bytea", "bytes"),
            Map.entry("uuid", "uuid"));

    private static final String UUID = "lower(c) GLOB replace('HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH', 'H', '[0-9a-f]')";
    private static final String DATE = "c GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'";

    private static final String DAY = "length(c) = 10";
    private static final String ZONED = "c GLOB '*[Zz]' OR substr(c, 11) GLOB '*[+-][0-9][0-9]*'";
    private static final Pattern ARGUMENTS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");

    private final Values values;
    private final List<Choice> choices;

    TypeRules(Values values, List<Choice> choices) {
        this.values = values;
        this.choices = choices;
    }

    Ruling rule(SourceTable table, SourceColumn source, ColumnPlan plan, String wanted) {
        String ours = spelled(plan.type().sql());
        String theirs = spelled(wanted);
        if (ours.equals(theirs)) {
            return new Ruling(Verdict.EQUAL, "");
        }
        Optional<String> offered = choices.stream()
                .filter(choice ->
                        choice.table().equals(table.name()) && choice.column().equals(source.name()))
                .flatMap(choice -> choice.options().stream())
                .filter(option -> option.isApplicable()
                        && spelled(option.chosen().type().sql()).equals(theirs))
                .map(ChoiceOption::word)
                .findFirst();
        if (offered.isPresent()) {
            return new Ruling(Verdict.CHOICE, "the plan offers it: --choose …=" + offered.get());
        }
        String kind = kind(ours);
        String other = kind(theirs);
        if (kind.equals(other)) {
            return sameKind(table, source, plan, kind, theirs);
        }
        if (values.all(table.name(), source.name(), "0") && declared(source).equals(other)) {
            return new Ruling(
                    Verdict.DEFECT, "an empty column is not planned as it is declared: " + ours + " for " + theirs);
        }
        return switch (other) {
            case "boolean" ->
                kind.equals("integer") && holds(table, source, "c IN (0, 1)")
                        ? new Ruling(Verdict.CHOICE, "integers 0 and 1, or none, as boolean (type: in the plan)")
                        : byDeclaration(source, kind, other, ours, theirs);
            case "uuid" ->
                kind.equals("text") && holds(table, source, UUID)
                        ? new Ruling(Verdict.CHOICE, "text that holds only UUIDs, or none, as uuid (type: in the plan)")
                        : byDeclaration(source, kind, other, ours, theirs);
            case "json" ->
                kind.equals("text") && holds(table, source, "json_valid(c)")
                        ? new Ruling(Verdict.CHOICE, "text that holds only JSON as jsonb or json (type: in the plan)")
                        : byDeclaration(source, kind, other, ours, theirs);
            case "time" -> time(table, source, kind, ours, theirs);
            case "enumeration" ->
                kind.equals("text")
                        ? new Ruling(
                                Verdict.WIDER, "text for a type that SQLite has not (an enumeration, inet, interval)")
                        : byDeclaration(source, kind, other, ours, theirs);
            default ->
                wider(kind, other, table, source)
                        ? new Ruling(Verdict.WIDER, kind + " for " + other + ": values of the file would not fit")
                        : byDeclaration(source, kind, other, ours, theirs);
        };
    }

    private Ruling sameKind(SourceTable table, SourceColumn source, ColumnPlan plan, String kind, String theirs) {
        String ours = spelled(plan.type().sql());
        return switch (kind) {
            case "integer" ->
                new Ruling(Verdict.WIDER, "bigint for integer or smallint: it holds whatever SQLite holds");
            case "real" -> new Ruling(Verdict.WIDER, "double precision for real: SQLite's reals have 64 bits");
            case "numeric" -> numerics(table, source, ours);
            case "json" -> new Ruling(Verdict.CHOICE, "jsonb for json, or json for jsonb (type: in the plan)");
            case "time" -> times(table, source, ours, theirs);
            default -> texts(table, source, plan, theirs);
        };
    }

    private Ruling numerics(SourceTable table, SourceColumn source, String ours) {
        if (!ours.equals("numeric")) {
            return new Ruling(Verdict.APPLICATION, "another precision is declared in SQLite");
        }
        Matcher declared = ARGUMENTS.matcher(source.declaredType());
        boolean fits = declared.find()
                && holds(
                        table,
                        source,
                        "abs(c) < 1e" + (Integer.parseInt(declared.group(1)) - scale(declared)) + " AND round(c, "
                                + scale(declared) + ") = c");
        return fits
                ? new Ruling(Verdict.DEFECT, "numeric although every number fits as declared")
                : new Ruling(
                        Verdict.WIDER, "numeric for numeric(p,s): SQLite declares no precision, or values exceed it");
    }

    private static int scale(Matcher declared) {
        return declared.group(2) == null ? 0 : Integer.parseInt(declared.group(2));
    }

    private Ruling texts(SourceTable table, SourceColumn source, ColumnPlan plan, String theirs) {
        if (plan.type().kind() != PgType.Kind.TEXT) {
            return theirs.startsWith("character(")
                    ? new Ruling(Verdict.WIDER, "varchar(n) for char(n), which would pad")
                    : new Ruling(Verdict.APPLICATION, "another length is declared in SQLite");
        }
        Matcher declared = ARGUMENTS.matcher(source.declaredType());
        boolean fits = source.declaredType().toUpperCase(Locale.ROOT).contains("CHAR")
                && declared.find()
                && holds(table, source, "length(c) <= " + declared.group(1));
        if (fits && !plan.reason().contains("foreign key")) {
            return new Ruling(Verdict.DEFECT, "text although every text fits as declared");
        }
        return new Ruling(
                Verdict.WIDER, "text for varchar(n) or char(n): SQLite declares no length, or texts exceed it");
    }

    private Ruling times(SourceTable table, SourceColumn source, String ours, String theirs) {
        if (ours.equals("timestamp") && theirs.equals("timestamptz")) {
            return new Ruling(Verdict.CHOICE, "timestamp as timestamptz (--zone)");
        }
        if (ours.equals("timestamptz") && holds(table, source, ZONED)) {
            return new Ruling(Verdict.WIDER, "timestamptz for timestamp or date: every value has a zone");
        }
        if (ours.equals("timestamp") && !holds(table, source, DAY)) {
            return new Ruling(Verdict.WIDER, "timestamp for date: values have a time of day");
        }
        if (ours.equals("date") && holds(table, source, DAY)) {
            return new Ruling(Verdict.CHOICE, "date as timestamp where values are only dates (type: in the plan)");
        }
        return new Ruling(Verdict.DEFECT, "no rule: " + ours + " for " + theirs);
    }

    private Ruling time(SourceTable table, SourceColumn source, String kind, String ours, String theirs) {
        if (kind.equals("integer") || kind.equals("real") || kind.equals("numeric")) {
            return new Ruling(Verdict.CHOICE, "numbers as dates or times (reading: in the plan)");
        }
        if (kind.equals("text") && values.all(table.name(), source.name(), DATE)) {
            boolean declaredAsTime = declared(source).equals("time");
            return declaredAsTime
                    ? new Ruling(Verdict.WIDER, "text for dates or times that are not all of one form")
                    : new Ruling(Verdict.CHOICE, "text that holds only dates or times as such (type: in the plan)");
        }
        if (kind.equals("text") && declared(source).equals("time")) {
            return new Ruling(Verdict.WIDER, "text for dates or times: some values are none");
        }
        return byDeclaration(source, kind, "time", ours, theirs);
    }

    private boolean holds(SourceTable table, SourceColumn source, String condition) {
        return values.all(table.name(), source.name(), condition);
    }

    /** Values that the application's type could not hold at all. */
    private boolean wider(String kind, String other, SourceTable table, SourceColumn source) {
        String fits =
                switch (other) {
                    case "integer" -> "typeof(c) = 'integer'";
                    case "real", "numeric" -> "typeof(c) IN ('integer', 'real')";
                    case "text" -> "typeof(c) = 'text'";
                    default -> "1";
                };
        return !kind.equals(other) && !values.all(table.name(), source.name(), fits);
    }

    /** The same application declares another kind of type on PostgreSQL, and the values follow what SQLite declares. */
    private static Ruling byDeclaration(SourceColumn source, String kind, String other, String ours, String theirs) {
        String declared = declared(source);
        if (declared.equals(kind) || declared.equals("any")) {
            return new Ruling(
                    Verdict.APPLICATION,
                    "SQLite declares " + words(kind) + ", PostgreSQL " + words(other) + " of its own");
        }
        return new Ruling(
                Verdict.DEFECT, "no rule: " + ours + " for " + theirs + ", declared " + source.declaredType());
    }

    private static String words(String kind) {
        return switch (kind) {
            case "time" -> "a date or time";
            case "any" -> "nothing";
            case "integer" -> "an integer";
            case "bytes" -> "BLOB or bytea";
            case "enumeration" -> "another type";
            default -> kind;
        };
    }

    private static String declared(SourceColumn source) {
        String type = source.declaredType().toUpperCase(Locale.ROOT);
        if (type.startsWith("BOOL")) {
            return "boolean";
        }
        if (type.startsWith("DATE") || type.startsWith("TIMESTAMP")) {
            return "time";
        }
        if (type.startsWith("JSON")) {
            return "json";
        }
        if (type.startsWith("NUMERIC") || type.startsWith("DEC")) {
            return "numeric";
        }
        return switch (source.affinity()) {
            case INTEGER -> "integer";
            case TEXT -> "text";
            case REAL -> "real";
            case BLOB -> type.isEmpty() ? "any" : "bytes";
            case NUMERIC -> "any";
        };
    }

    private static String kind(String type) {
        int bracket = type.indexOf('(');
        return KINDS.getOrDefault(bracket < 0 ? type : type.substring(0, bracket), "enumeration");
    }

    /** One spelling for what both sides spell in their own ways. */
    private static String spelled(String type) {
        return type.toLowerCase(Locale.ROOT)
                .replace("character varying", "varchar")
                .replace("timestamp without time zone", "timestamp")
                .replace("timestamp with time zone", "timestamptz")
                .replaceAll("^varchar$", "text")
                .replace(" ,", ",")
                .replace(", ", ",");
    }
}
