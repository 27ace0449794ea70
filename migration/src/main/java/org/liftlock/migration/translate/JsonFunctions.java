package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Expr.Origin;
import tools.jackson.databind.json.JsonMapper;

/** The JSON functions that a json or jsonb column answers alike. Stateless. */
final class JsonFunctions {

    private static final Pattern PATH = Pattern.compile("\\$(?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\d{1,9}])*");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\[(\\d+)]");

    private static final JsonMapper JSON = new JsonMapper();

    private JsonFunctions() {}

    /** {@code json_extract(document, path)} and {@code document ->> path}. */
    static Expr extract(Expr document, Expr path) {
        return Expr.value(part(document, path), PgType.JSONB).withOrigin(Origin.JSON_VALUE);
    }

    /** {@code document -> path}, itself a document. */
    static Expr element(Expr document, Expr path) {
        return Expr.value(part(document, path), PgType.JSONB);
    }

    static Expr valid(Expr document) {
        requireJson(document, "json_valid()");
        return Expr.condition("(CASE WHEN " + document.sql() + " IS NOT NULL THEN true END)");
    }

    private static void requireJson(Expr document, String construct) {
        if (!document.isJson() || document.origin() == Origin.JSON_VALUE) {
            throw new Refusal(
                    construct + " of " + document.describe(),
                    "only a json or jsonb column is known to hold a document");
        }
    }

    private static String part(Expr document, Expr path) {
        requireJson(document, "json_extract()");
        Literal literal = path.literal();
        String text = literal == null ? "" : literal.text();
        if (literal != null && literal.kind() == Literal.Kind.INTEGER && literal.asLong() >= 0) {
            text = "$[" + text + "]";
        } else if (literal != null && literal.isText() && text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            text = "$." + text;
        }
        if (!PATH.matcher(text).matches()) {
            throw new Refusal(
                    "JSON path " + path.sql(), "only constant paths of plain names and positions are translated");
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(2));
        }
        String jsonb = document.type().kind() == Kind.JSONB ? document.sql() : "(" + document.sql() + ")::jsonb";
        return "(" + jsonb + " #> " + PgSql.string("{" + String.join(",", steps) + "}") + ")";
    }

    /** The part as a result of its own, a text whatever it is in the document. */
    static Expr output(Expr part, Context context) {
        context.note("a part of a JSON document is given as text, where SQLite gives a number for a number");
        return Expr.value("(" + part.sql() + " #>> '{}')", PgType.TEXT);
    }

    static Expr compare(String operator, Expr left, Expr right) {
        if (left.origin() != Origin.JSON_VALUE) {
            return compare(Comparisons.mirrored(operator), right, left);
        }
        Literal literal = right.literal();
        boolean equality = operator.equals("=") || operator.equals("<>");
        if (literal == null || !equality || !(literal.isText() || literal.isNumber())) {
            throw Comparisons.refused(operator, left, right);
        }
        String value = literal.isText()
                ? PgSql.string(JSON.writeValueAsString(literal.text())) + "::jsonb"
                : PgSql.string(literal.text()) + "::jsonb";
        String sql = "NULLIF(" + left.sql() + ", 'null'::jsonb)";
        boolean bit = literal.is(0) || literal.is(1);
        String alternatives = bit ? value + ", " + (literal.is(1) ? "'true'" : "'false'") + "::jsonb" : value;
        return Expr.condition("(" + sql + (operator.equals("=") ? " IN (" : " NOT IN (") + alternatives + "))");
    }

    static Expr isNull(Expr part, boolean not) {
        return Expr.condition("(NULLIF(" + part.sql() + ", 'null'::jsonb) IS " + (not ? "NOT NULL)" : "NULL)"));
    }
}
