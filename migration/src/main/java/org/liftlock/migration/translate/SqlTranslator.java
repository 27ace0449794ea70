package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.translate.Query.Output;
import org.liftlock.migration.translate.Translation.Absent;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.Translation.Translated;
import org.liftlock.migration.translate.ViewTranslation.TranslatedView;

/**
 * Translates SQLite's SQL to PostgreSQL 15 and later. The result means the same, but for what its notes say; anything
 * else is {@link Refused} with the name of the construct. Names are quoted target names.
 *
 * <p>Taken for granted: texts of tables are {@code COLLATE "C"}; {@code PRAGMA case_sensitive_like} is off; whole numbers
 * stay within 64 bits, beyond which SQLite goes on with real numbers and PostgreSQL fails. Sums of real numbers may differ
 * in their last digit, since they depend on the order of the rows.
 *
 * <p>Immutable and thread-safe. One class, since it is the whole face of the package.
 */
public final class SqlTranslator {

    // The parser descends once for each level, and a long chain of OR is as deep as it is long.
    private static final Refused TOO_DEEP = new Refused("a very long expression", "it nests too deeply to be read");

    private final List<TranslationTable> tables;
    private final Relations relations;

    /**
     * Creates a translator. Views name relations without a schema, so they belong where the search path begins.
     *
     * @param tables the tables and views that expressions may see
     */
    public SqlTranslator(List<TranslationTable> tables) {
        this.tables = List.copyOf(tables);
        this.relations = new Relations(this.tables);
    }

    /**
     * This translator with one more relation, as a translated view is for the views that read it.
     *
     * @param table the relation
     * @return a new translator
     */
    public SqlTranslator with(TranslationTable table) {
        List<TranslationTable> more = new ArrayList<>(tables);
        more.add(table);
        return new SqlTranslator(more);
    }

    /**
     * A column's default, typed for the column.
     *
     * @param expression as {@code PRAGMA table_info} gives it
     * @param target the column's type
     * @return {@link Absent} for NULL
     */
    public Translation defaultValue(String expression, PgType target) {
        return attempt(false, context -> {
            Expr value = bareWord(expression);
            if (value == null) {
                value = randomHex(expression, target, context);
            }
            if (value == null) {
                value = expression(expression, new Scope(null), context);
            }
            if (value.literal() == null && !DefaultWidth.fits(expression, target)) {
                throw new Refusal(expression, "its values may not fit the type " + target.sql());
            }
            return value.isNull()
                    ? new Absent()
                    : new Translated(Assignments.assign(value, target, context), context.notes());
        });
    }

    /**
     * A CHECK constraint.
     *
     * @param expression what stands between its parentheses
     * @param table source name of the table it belongs to
     * @return a boolean expression
     */
    public Translation check(String expression, String table) {
        return attempt(false, context -> condition(expression, table, context));
    }

    /**
     * The WHERE clause of a partial index.
     *
     * @param expression what follows WHERE
     * @param table source name of the table
     * @return a boolean, immutable expression
     */
    public Translation condition(String expression, String table) {
        return attempt(true, context -> condition(expression, table, context));
    }

    /**
     * A key of an index, without ASC or DESC; a text with NOCASE becomes one in lower case.
     *
     * @param expression the key, with COLLATE if it has one
     * @param table source name of the table
     * @return an immutable expression
     */
    public Translation indexKey(String expression, String table) {
        return attempt(true, context -> {
            Expr key = expression(expression, scopeOf(table), context);
            if (key.literal() != null) {
                throw new Refusal(expression, "a constant is no key");
            }
            return new Translated(Aggregates.key(Query.result(key, context)), context.notes());
        });
    }

    /**
     * The expression of a generated column.
     *
     * @param expression what stands between its parentheses
     * @param table source name of the table
     * @param target the column's type
     * @return an immutable expression of that type
     */
    public Translation generated(String expression, String table, PgType target) {
        return attempt(true, context -> {
            Expr value = expression(expression, scopeOf(table), context);
            if (value.isNull()) {
                throw new Refusal("NULL", "a generated column needs a value");
            }
            boolean bit = target.kind() == PgType.Kind.BOOLEAN && value.isInteger() && value.literal() == null;
            String sql = bit ? "(" + value.sql() + " <> 0)" : Assignments.assign(value, target, context);
            return new Translated(sql, context.notes());
        });
    }

    /**
     * A view.
     *
     * @param createViewSql the statement as SQLite keeps it
     * @param naming turns a column's name in SQLite into its name in PostgreSQL; its results must be distinct
     * @return the SELECT behind it and its columns
     */
    public ViewTranslation view(String createViewSql, UnaryOperator<String> naming) {
        Context context = new Context(false);
        try {
            TokenCursor cursor = new TokenCursor(createViewSql);
            SelectReader reader = new SelectReader(cursor);
            ViewHead head = ViewHead.read(cursor, reader);
            Ast.Select select = reader.select();
            end(cursor);
            SelectTranslator selects = new SelectTranslator(relations, context);
            List<String> sources = head.columns().isEmpty()
                    ? selects.translate(select, null).outputs().stream()
                            .map(Output::name)
                            .toList()
                    : head.columns();
            List<String> targets = sources.stream().map(naming).toList();
            Query query = selects.translate(select, null, targets);
            List<TranslationColumn> columns = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                columns.add(column(
                        sources.get(i), targets.get(i), query.outputs().get(i).expr()));
            }
            return new TranslatedView(head.name(), query.sql(), columns, context.notes());
        } catch (Refusal e) {
            return e.refused();
        } catch (StackOverflowError e) {
            return TOO_DEEP;
        }
    }

    /**
     * A trigger.
     *
     * @param createTriggerSql the statement as SQLite keeps it
     * @return what does the same in PL/pgSQL
     */
    public TriggerTranslation trigger(String createTriggerSql) {
        try {
            return new TriggerTranslator(new TriggerReader(createTriggerSql).read(), tables).translate();
        } catch (Refusal e) {
            return e.refused();
        } catch (StackOverflowError e) {
            return TOO_DEEP;
        }
    }

    /**
     * What a view reads, so that views can be created in order.
     *
     * @param createViewSql the statement as SQLite keeps it
     * @return names that follow FROM, JOIN, a comma or a point in it; some of them may be no relations
     */
    public static Set<String> mentioned(String createViewSql) {
        Set<String> names = new LinkedHashSet<>();
        try {
            TokenCursor cursor = new TokenCursor(createViewSql);
            while (!cursor.atEnd()) {
                SqlToken token = cursor.next();
                SqlToken next = cursor.peek();
                if (next != null
                                && next.isName()
                                && (token.is("FROM") || token.is("JOIN") || !names.isEmpty() && token.isSymbol(","))
                        || next != null && next.isName() && (token.isSymbol("(") || token.isSymbol("."))) {
                    names.add(next.unquoted());
                }
            }
        } catch (Refusal e) {
            return Set.of();
        }
        return names;
    }

    private static TranslationColumn column(String source, String target, Expr expr) {
        String declared =
                switch (expr.affinity()) {
                    case NONE -> "";
                    case TEXT -> "TEXT";
                    case REAL -> "REAL";
                    case NUMERIC -> "NUMERIC";
                };
        return new TranslationColumn(
                source,
                target,
                expr.type(),
                expr.collation().isNocase(),
                declared,
                expr.fraction(),
                expr.origin() == Expr.Origin.CONVERTED,
                false,
                expr.origin() == Expr.Origin.MIXED);
    }

    private Translated condition(String expression, String table, Context context) {
        Expr condition = Conversions.truth(expression(expression, scopeOf(table), context));
        return new Translated(condition.sql(), context.notes());
    }

    private Scope scopeOf(String table) {
        TranslationTable known = relations.table(table);
        Scope scope = new Scope(null);
        scope.add(Relations.source(known, known.sourceName(), ""));
        return scope;
    }

    private Expr expression(String expression, Scope scope, Context context) {
        TokenCursor cursor = new TokenCursor(expression);
        Ast.Expression read = new SelectReader(cursor).expression();
        end(cursor);
        if (!read.queries().isEmpty()) {
            throw new Refusal("subquery", "PostgreSQL allows none here");
        }
        SelectTranslator selects = new SelectTranslator(relations, context);
        if (Aggregates.isIn(read)) {
            throw new Refusal("aggregate function", "it belongs into queries");
        }
        return new ExpressionTranslator(scope, context, selects).translate(read);
    }

    /** {@code DEFAULT word} without parentheses stands for a text. */
    private static @Nullable Expr bareWord(String expression) {
        TokenCursor cursor = new TokenCursor(expression);
        if (cursor.atEnd()) {
            throw new Refusal("empty default", "there is no expression");
        }
        SqlToken token = cursor.next();
        boolean word = token.kind() == SqlToken.Kind.WORD && cursor.atEnd() && !Atom.isConstant(token.upper());
        return word ? Expr.literal(Literal.text(token.text())) : null;
    }

    private static @Nullable Expr randomHex(String expression, PgType target, Context context) {
        StringBuilder plain = new StringBuilder();
        TokenCursor cursor = new TokenCursor(expression);
        while (!cursor.atEnd()) {
            SqlToken token = cursor.next();
            plain.append(token.kind() == SqlToken.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.text());
        }
        String hex = "replace(gen_random_uuid()::text, '-', '')";
        String sql =
                switch (plain.toString()) {
                    case "hex(randomblob(16))" -> "upper(" + hex + ")";
                    case "lower(hex(randomblob(16)))" -> hex;
                    case "randomblob(16)" -> "decode(" + hex + ", 'hex')";
                    default -> null;
                };
        if (sql == null) {
            return null;
        }
        context.note("the 16 random bytes are those of a UUID, in which 6 bits are fixed");
        if (target.kind() == PgType.Kind.UUID) {
            return Expr.value("gen_random_uuid()", PgType.UUID);
        }
        return Expr.value(sql, sql.startsWith("decode") ? PgType.BYTEA : PgType.TEXT);
    }

    private static void end(TokenCursor cursor) {
        cursor.acceptSymbol(";");
        if (!cursor.atEnd()) {
            throw cursor.unexpected("the end");
        }
    }

    private static Translation attempt(boolean immutable, Function<Context, Translation> translation) {
        try {
            return translation.apply(new Context(immutable));
        } catch (Refusal e) {
            return e.refused();
        } catch (StackOverflowError e) {
            return TOO_DEEP;
        }
    }

    /** What a CREATE VIEW says before its SELECT. */
    private record ViewHead(String name, List<String> columns) {

        static ViewHead read(TokenCursor cursor, SelectReader reader) {
            cursor.expectWord("CREATE");
            if (!cursor.acceptWord("TEMP")) {
                cursor.acceptWord("TEMPORARY");
            }
            cursor.expectWord("VIEW");
            if (cursor.acceptWord("IF")) {
                cursor.expectWord("NOT");
                cursor.expectWord("EXISTS");
            }
            String name = cursor.name();
            if (cursor.acceptSymbol(".")) {
                name = cursor.name();
            }
            List<String> columns = cursor.isSymbol("(") ? reader.names() : List.of();
            cursor.expectWord("AS");
            return new ViewHead(name, columns);
        }
    }
}
