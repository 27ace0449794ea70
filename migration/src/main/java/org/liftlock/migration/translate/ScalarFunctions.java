package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;

/** The scalar functions that are known to mean the same; all others are refused (sqlite.org/lang_corefunc.html). Stateless. */
final class ScalarFunctions {

    private static final Set<String> DATES = Set.of("date", "time", "datetime", "strftime", "unixepoch", "julianday");

    private ScalarFunctions() {}

    static Expr call(String name, List<Expr> args, Context context) {
        if (DATES.contains(name)) {
            return DateFunctions.call(name, args, context);
        }
        return switch (name + "/" + args.size()) {
            case "lower/1", "upper/1" -> changeCase(name, args.get(0), context);
            case "length/1" -> length(args.get(0), context);
            case "octet_length/1" -> onText("octet_length(%s)", args.get(0), PgType.INTEGER, context);
            case "trim/1", "ltrim/1", "rtrim/1", "trim/2", "ltrim/2", "rtrim/2" ->
                texts(name.equals("trim") ? "btrim" : name, args, PgType.TEXT, context);
            case "replace/3" -> texts("replace", args, PgType.TEXT, context);
            case "instr/2" -> texts("strpos", args, PgType.INTEGER, context);
            case "substr/2", "substring/2", "substr/3", "substring/3" -> Substrings.substr(args, context);
            case "abs/1" -> abs(args.get(0), context);
            case "round/1", "round/2" -> round(args, context);
            case "hex/1" -> hex(args.get(0), context);
            case "typeof/1" -> typeof(args.get(0));
            case "ifnull/2" -> coalesce(args, context);
            case "nullif/2" -> nullif(args.get(0), args.get(1), context);
            case "likely/1", "unlikely/1", "likelihood/2" -> args.get(0);
            case "iif/2", "iif/3", "if/2", "if/3" -> iif(args, context);
            case "json_extract/2" -> JsonFunctions.extract(args.get(0), args.get(1));
            case "json_valid/1" -> JsonFunctions.valid(args.get(0));
            case "sign/1" -> Expr.value("sign(" + number(args.get(0), context).sql() + ")::integer", PgType.INTEGER);
            default -> variadic(name, args, context);
        };
    }

    private static Expr variadic(String name, List<Expr> args, Context context) {
        if (name.equals("coalesce") && args.size() > 1) {
            return coalesce(args, context);
        }
        if ((name.equals("max") || name.equals("min")) && args.size() > 1) {
            return extreme(name.equals("max") ? "greatest" : "least", args, context);
        }
        if (name.equals("concat") && !args.isEmpty()) {
            List<String> texts = new ArrayList<>();
            for (Expr arg : args) {
                texts.add("coalesce(" + Conversions.text(arg, context).sql() + ", '')");
            }
            return Expr.value("(" + String.join(" || ", texts) + ")", PgType.TEXT);
        }
        throw new Refusal(
                "function " + name + "()", "no function of PostgreSQL is known to give the same for these arguments");
    }

    private static Expr changeCase(String name, Expr arg, Context context) {
        if (arg.isNull()) {
            return arg;
        }
        Expr text = Conversions.text(arg, context);
        String collated = text.binary() ? text.sql() : text.sql() + " COLLATE \"C\"";
        return Expr.value(name + "(" + collated + ")", PgType.TEXT).withBinary(true);
    }

    private static Expr length(Expr arg, Context context) {
        if (arg.type().kind() == Kind.BYTEA) {
            return Expr.value("octet_length(" + arg.sql() + ")", PgType.INTEGER);
        }
        return onText("char_length(%s)", arg, PgType.INTEGER, context);
    }

    private static Expr onText(String sql, Expr arg, PgType type, Context context) {
        return Expr.value(sql.replace("%s", Conversions.text(arg, context).sql()), type);
    }

    private static Expr texts(String function, List<Expr> args, PgType type, Context context) {
        List<Expr> texts =
                args.stream().map(arg -> Conversions.text(arg, context)).toList();
        String sql = String.join(", ", texts.stream().map(Expr::sql).toList());
        return Expr.value(function + "(" + sql + ")", type)
                .withBinary(texts.get(0).binary());
    }

    private static Expr number(Expr arg, Context context) {
        if (arg.isText() && arg.number() == null) {
            throw new Refusal("a number function of " + arg.describe(), "SQLite would read a number from its text");
        }
        return Conversions.number(arg, context);
    }

    private static Expr abs(Expr arg, Context context) {
        if (arg.isNull()) {
            return arg;
        }
        Expr number = number(arg, context);
        return Expr.value("abs(" + number.sql() + ")", number.type()).undecidedIf(number.isMaybeWhole());
    }

    private static Expr round(List<Expr> args, Context context) {
        if (args.stream().anyMatch(Expr::isNull)) {
            return Expr.literal(Literal.NULL);
        }
        Literal digits = args.size() == 2 ? args.get(1).literal() : Literal.integer(0);
        if (digits == null || digits.kind() != Literal.Kind.INTEGER || digits.asLong() > 15) {
            throw new Refusal("round()", "the number of digits is not a constant up to 15");
        }
        Expr number = number(args.get(0), context);
        return Expr.value(Rounding.round(number, Math.max(0, (int) digits.asLong())), PgType.DOUBLE);
    }

    private static Expr hex(Expr arg, Context context) {
        if (arg.type().kind() == Kind.BYTEA) {
            return Expr.value("coalesce(upper(encode(" + arg.sql() + ", 'hex')), '')", PgType.TEXT);
        }
        context.changing("hex() of a text");
        String text = Conversions.text(arg, context).sql();
        return Expr.value("coalesce(upper(encode(convert_to(" + text + ", 'UTF8'), 'hex')), '')", PgType.TEXT);
    }

    private static Expr typeof(Expr arg) {
        if (arg.isNull()) {
            return Expr.literal(Literal.text("null"));
        }
        if (arg.origin() == Expr.Origin.MIXED) {
            throw new Refusal("typeof() of " + arg.describe(), "its values had other storage classes");
        }
        String name =
                switch (arg.type().kind()) {
                    case BOOLEAN, SMALLINT, INTEGER, BIGINT -> "integer";
                    case DOUBLE -> arg.isMaybeWhole() ? "" : "real";
                    case BYTEA -> "blob";
                    case NUMERIC -> "";
                    default -> arg.origin() == Expr.Origin.JSON_VALUE ? "" : "text";
                };
        if (name.isEmpty()) {
            throw new Refusal("typeof() of " + arg.describe(), "the storage class of each value is not kept");
        }
        return Expr.value("(CASE WHEN " + arg.sql() + " IS NULL THEN 'null' ELSE '" + name + "' END)", PgType.TEXT);
    }

    private static Expr coalesce(List<Expr> args, Context context) {
        List<Expr> plain = args.stream().map(arg -> plain(arg, context)).toList();
        List<Expr> unified = Conversions.unify(plain, "coalesce()", context);
        return result("coalesce(" + Conditionals.join(unified) + ")", unified);
    }

    private static Expr plain(Expr arg, Context context) {
        return arg.origin() == Expr.Origin.JSON_VALUE ? JsonFunctions.output(arg, context) : arg;
    }

    private static Expr result(String sql, List<Expr> unified) {
        return Conditionals.result(sql, unified);
    }

    private static Expr nullif(Expr first, Expr second, Context context) {
        if (first.isNull() || second.isNull()) {
            return first;
        }
        Expr equal = Comparisons.compare("=", first, second, context);
        return first.withoutAffinity()
                .withSql("(CASE WHEN " + equal.sql() + " THEN NULL ELSE " + first.sql() + " END)")
                .withMoment(null)
                .withNumber(null);
    }

    private static Expr iif(List<Expr> args, Context context) {
        Expr otherwise = args.size() == 3 ? args.get(2) : Expr.literal(Literal.NULL);
        List<String> conditions = List.of(Conversions.truth(args.get(0)).sql());
        return Conditionals.choose(conditions, List.of(args.get(1), otherwise), context);
    }

    private static Expr extreme(String function, List<Expr> args, Context context) {
        if (args.stream().anyMatch(Expr::isNull)) {
            return Expr.literal(Literal.NULL);
        }
        if (args.get(0).collation().isNocase()) {
            throw new Refusal("max() or min() with NOCASE", "PostgreSQL compares bytewise");
        }
        List<Expr> unified = Conversions.unify(args, function + "()", context);
        List<String> sql = new ArrayList<>();
        List<String> nulls = new ArrayList<>();
        for (Expr arg : unified) {
            sql.add(arg.isText() && !arg.binary() ? "(" + arg.sql() + " COLLATE \"C\")" : arg.sql());
            if (arg.literal() == null) {
                nulls.add(arg.sql() + " IS NOT NULL");
            }
        }
        String call = function + "(" + String.join(", ", sql) + ")";
        return result(
                nulls.isEmpty() ? call : "(CASE WHEN " + String.join(" AND ", nulls) + " THEN " + call + " END)",
                unified);
    }
}
