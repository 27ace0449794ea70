package org.liftlock.dao.jooq.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Reads a schema file: every line is understood whole, or is an error that names it. For one text. */
final class SchemaTextParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|\"((?:[^\"\\\\]|\\\\.)*)\"|([(),.]))");

    private final List<String> lines;
    private final List<TableDescription> tables = new ArrayList<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private @Nullable TableBlock block;
    private int number;
    private List<Token> tokens = List.of();
    private int next;

    SchemaTextParser(String text) {
        this.lines = text.lines().toList();
    }

    SchemaDescription parse() {
        for (String line : lines) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                tokens = tokens(line);
                next = 0;
                readLine();
                if (next < tokens.size()) {
                    throw expected("the end of the line");
                }
            }
        }
        endTable();
        try {
            return new SchemaDescription(tables, ignored);
        } catch (IllegalArgumentException e) {
            throw refused("each table once", e);
        }
    }

    private void readLine() {
        if (accept("ignore")) {
            String table = name();
            ignored.add(accept(".") ? table + "." + name() : table);
            return;
        }
        if (accept("table")) {
            endTable();
            block = new TableBlock(name());
            return;
        }
        TableBlock table = block;
        if (table == null) {
            throw expected("ignore or table");
        }
        if (accept("column")) {
            table.columns.add(column());
        } else if (accept("primary")) {
            require("key");
            if (!table.primaryKey.isEmpty()) {
                throw expected("one primary key");
            }
            table.primaryKey.addAll(names());
        } else if (accept("unique")) {
            table.uniqueKeys.add(names());
        } else if (accept("foreign")) {
            require("key");
            table.foreignKeys.add(foreignKey());
        } else {
            throw expected("table, column, primary key, unique or foreign key");
        }
    }

    private void endTable() {
        TableBlock table = block;
        if (table != null) {
            try {
                tables.add(table.description());
            } catch (IllegalArgumentException e) {
                throw refused("each column once", e);
            }
        }
    }

    private ColumnDescription column() {
        String name = name();
        Set<ColumnMeaning> meanings = EnumSet.noneOf(ColumnMeaning.class);
        do {
            meanings.add(ColumnMeaning.ofWord(word()).orElseThrow(() -> {
                next--;
                return expected("a type such as integer or text");
            }));
        } while (accept("or"));
        boolean required = accept("not");
        if (required) {
            require("null");
        }
        return new ColumnDescription(name, meanings, !required);
    }

    private ForeignKeyDescription foreignKey() {
        List<String> columns = names();
        require("references");
        String table = name();
        List<String> targets = names();
        ForeignKeyAction onDelete = ForeignKeyAction.NO_ACTION;
        ForeignKeyAction onUpdate = ForeignKeyAction.NO_ACTION;
        while (accept("on")) {
            if (accept("delete")) {
                onDelete = action();
            } else {
                require("update");
                onUpdate = action();
            }
        }
        if (columns.size() != targets.size()) {
            throw expected("as many columns on both sides");
        }
        return new ForeignKeyDescription(columns, table, targets, onDelete, onUpdate);
    }

    private ForeignKeyAction action() {
        for (ForeignKeyAction action : ForeignKeyAction.values()) {
            int before = next;
            boolean matches = true;
            for (String word : action.words().split(" ", -1)) {
                matches &= accept(word);
            }
            if (matches) {
                return action;
            }
            next = before;
        }
        throw expected("cascade, restrict, set null, set default or no action");
    }

    private List<String> names() {
        require("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept(","));
        require(")");
        return names;
    }

    private String name() {
        if (next < tokens.size() && tokens.get(next).isName()) {
            return tokens.get(next++).text();
        }
        throw expected("a name");
    }

    private String word() {
        if (next < tokens.size() && !tokens.get(next).quoted()) {
            return tokens.get(next++).text();
        }
        throw expected("a type such as integer or text");
    }

    private boolean accept(String text) {
        boolean there = next < tokens.size()
                && !tokens.get(next).quoted()
                && tokens.get(next).text().equals(text);
        next += there ? 1 : 0;
        return there;
    }

    private void require(String text) {
        if (!accept(text)) {
            throw expected(text);
        }
    }

    private List<Token> tokens(String line) {
        List<Token> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(line);
        int at = 0;
        int end = line.stripTrailing().length();
        while (at < end) {
            if (!matcher.region(at, end).lookingAt()) {
                throw refused("a name, a word or one of ( ) , .", null);
            }
            at = matcher.end();
            if (matcher.group(2) != null) {
                found.add(new Token(unescaped(matcher.group(2)), true));
            } else {
                found.add(new Token(matcher.group(1) == null ? matcher.group(3) : matcher.group(1), false));
            }
        }
        return found;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\') {
                char escaped = text.charAt(++i);
                letter = escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
            }
            plain.append(letter);
        }
        return plain.toString();
    }

    private DaoException expected(String what) {
        DaoException failure = refused(what, null);
        return next < tokens.size() ? failure.with("found", tokens.get(next).text()) : failure;
    }

    private DaoException refused(String what, @Nullable Throwable cause) {
        return new DaoException(ErrorKind.PROGRAMMING, "A line of the schema file cannot be read", cause)
                .with("line", number)
                .with("expected", what);
    }

    private record Token(String text, boolean quoted) {

        boolean isName() {
            return quoted || !text.matches("[(),.]");
        }
    }

    private static final class TableBlock {

        private final String name;
        private final List<ColumnDescription> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<List<String>> uniqueKeys = new ArrayList<>();
        private final List<ForeignKeyDescription> foreignKeys = new ArrayList<>();

        TableBlock(String name) {
            this.name = name;
        }

        TableDescription description() {
            return new TableDescription(name, columns, primaryKey, uniqueKeys, foreignKeys);
        }
    }
}
