package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Expr.Moment;

/** The formats of {@code strftime()} (sqlite.org/lang_datefunc.html) for a timestamp at UTC. Stateless. */
final class DateFormat {

    private static final Map<Character, String> TEMPLATES = Map.ofEntries(
            Map.entry('d', "DD"),
            Map.entry('H', "HH24"),
            Map.entry('j', "DDD"),
            Map.entry('m', "MM"),
            Map.entry('M', "MI"),
            Map.entry('S', "SS"),
            Map.entry('f', "SS.MS"),
            Map.entry('Y', "YYYY"),
            Map.entry('F', "YYYY-MM-DD"),
            Map.entry('T', "HH24:MI:SS"),
            Map.entry('R', "HH24:MI"));

    /** What PostgreSQL holds immutable: to_char() is only stable. */
    private static final Map<Character, String> IMMUTABLE = Map.of(
            'd', "lpad(extract(day FROM %s)::integer::text, 2, '0')",
            'H', "lpad(extract(hour FROM %s)::integer::text, 2, '0')",
            'j', "lpad(extract(doy FROM %s)::integer::text, 3, '0')",
            'm', "lpad(extract(month FROM %s)::integer::text, 2, '0')",
            'M', "lpad(extract(minute FROM %s)::integer::text, 2, '0')",
            'S', "lpad(trunc(extract(second FROM %s))::integer::text, 2, '0')",
            'Y', "lpad(extract(year FROM %s)::integer::text, 4, '0')",
            'f', "lpad(trunc(extract(second FROM %s), 3)::text, 6, '0')");

    private static final Map<Character, String> NUMBERS = Map.of(
            'd', "extract(day FROM %s)::bigint",
            'H', "extract(hour FROM %s)::bigint",
            'j', "extract(doy FROM %s)::bigint",
            'm', "extract(month FROM %s)::bigint",
            'M', "extract(minute FROM %s)::bigint",
            'S', "trunc(extract(second FROM %s))::bigint",
            'Y', "extract(year FROM %s)::bigint",
            's', "floor(extract(epoch FROM %s))::bigint",
            'w', "extract(dow FROM %s)::bigint");

    private DateFormat() {}

    static Expr spell(String timestamp, String format, Context context) {
        List<String> pieces = context.immutable() ? immutable(timestamp, format) : templates(timestamp, format);
        String sql = pieces.size() == 1 ? pieces.get(0) : "(" + String.join(" || ", pieces) + ")";
        boolean single = format.length() == 2 && NUMBERS.containsKey(format.charAt(1));
        return Expr.value(sql, PgType.TEXT)
                .withMoment(moment(timestamp, format))
                .withNumber(single ? number(timestamp, format.charAt(1)) : null);
    }

    static String number(String timestamp, char directive) {
        return NUMBERS.getOrDefault(directive, "").replace("%s", timestamp);
    }

    private static List<String> templates(String timestamp, String format) {
        List<String> pieces = new ArrayList<>();
        StringBuilder template = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                template.append(Character.isLetter(c) || c == '"' || c == '\\' ? quoted(c) : String.valueOf(c));
                continue;
            }
            char directive = directive(format, ++i);
            String known = TEMPLATES.get(directive);
            if (directive == '%') {
                template.append('%');
            } else if (known != null) {
                template.append(known);
            } else {
                flush(timestamp, template, pieces);
                pieces.add("(" + number(timestamp, directive) + ")::text");
            }
        }
        flush(timestamp, template, pieces);
        return pieces;
    }

    private static String quoted(char c) {
        if (c == '"' || c == '\\') {
            throw new Refusal("strftime() format", "it holds the character " + c);
        }
        return "\"" + c + "\"";
    }

    private static void flush(String timestamp, StringBuilder template, List<String> pieces) {
        if (!template.isEmpty()) {
            pieces.add("to_char(" + timestamp + ", "
                    + PgSql.string(template.toString().replace("\"\"", "")) + ")");
            template.setLength(0);
        }
    }

    private static List<String> immutable(String timestamp, String format) {
        String plain =
                format.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S").replace("%R", "%H:%M");
        List<String> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            char directive = c == '%' ? directive(plain, ++i) : '%';
            if (directive == '%') {
                text.append(c);
                continue;
            }
            if (!text.isEmpty()) {
                pieces.add(PgSql.string(text.toString()));
                text.setLength(0);
            }
            String known = IMMUTABLE.get(directive);
            pieces.add(known == null ? "(" + number(timestamp, directive) + ")::text" : known.replace("%s", timestamp));
        }
        if (!text.isEmpty()) {
            pieces.add(PgSql.string(text.toString()));
        }
        return pieces;
    }

    private static char directive(String format, int at) {
        char directive = at < format.length() ? format.charAt(at) : ' ';
        if (directive != '%' && !TEMPLATES.containsKey(directive) && !NUMBERS.containsKey(directive)) {
            throw new Refusal("strftime() format %" + directive, "it has no counterpart");
        }
        return directive;
    }

    private static @org.jspecify.annotations.Nullable Moment moment(String timestamp, String format) {
        String plain =
                format.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S").replace('T', ' ');
        String local = plain.endsWith("Z") ? plain.substring(0, plain.length() - 1) : plain;
        return switch (local) {
            case "%Y-%m-%d" -> new Moment("(" + timestamp + ")::date", PgType.DATE);
            case "%Y-%m-%d %H:%M" -> new Moment("date_trunc('minute', " + timestamp + ")", PgType.TIMESTAMP);
            case "%Y-%m-%d %H:%M:%S" -> new Moment("date_trunc('second', " + timestamp + ")", PgType.TIMESTAMP);
            case "%Y-%m-%d %H:%M:%f" -> new Moment("date_trunc('milliseconds', " + timestamp + ")", PgType.TIMESTAMP);
            default -> null;
        };
    }
}
