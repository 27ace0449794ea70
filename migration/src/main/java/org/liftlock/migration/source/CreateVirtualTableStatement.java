package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * What a CREATE VIRTUAL TABLE says, by the grammar of the full text modules (sqlite.org/fts5.html sections 4 and
 * sqlite.org/fts3.html section 1.2).
 *
 * @param module the module in lower case
 * @param columns the columns that are searched
 * @param content the content option, or null
 * @param porter whether the porter tokenizer is chosen
 */
record CreateVirtualTableStatement(
        String module, List<String> columns, @Nullable String content, boolean porter) {

    static CreateVirtualTableStatement parse(String sql) {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        int using = 0;
        while (using < tokens.size() && !tokens.get(using).is("USING")) {
            using++;
        }
        String module = using + 1 < tokens.size()
                ? SqliteSql.folded(tokens.get(using + 1).unquoted())
                : "unknown";
        List<String> columns = new ArrayList<>();
        Set<String> options = Set.of("tokenize");
        String content = null;
        boolean porter = false;
        for (List<SqlToken> argument : arguments(tokens, using + 2)) {
            String first = argument.get(0).unquoted();
            boolean option = argument.size() > 1 && argument.get(1).isSymbol("=");
            if (option && first.equalsIgnoreCase("content")) {
                content = argument.size() > 2 ? argument.get(2).unquoted() : "";
            } else if (option || options.contains(SqliteSql.folded(first))) {
                porter |= first.equalsIgnoreCase("tokenize")
                        && argument.stream().anyMatch(token -> token.unquoted().contains("porter"));
            } else if (argument.stream().noneMatch(token -> token.is("UNINDEXED"))) {
                columns.add(first);
            }
        }
        return new CreateVirtualTableStatement(module, columns, content, porter);
    }

    private static List<List<SqlToken>> arguments(List<SqlToken> tokens, int open) {
        List<List<SqlToken>> arguments = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        int depth = 0;
        for (SqlToken token : tokens.subList(Math.min(open, tokens.size()), tokens.size())) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean ends = depth == 0 || depth == 1 && token.isSymbol(",");
            if (ends && !current.isEmpty()) {
                arguments.add(current);
                current = new ArrayList<>();
            } else if (!ends && !(depth == 1 && token.isSymbol("(") && current.isEmpty())) {
                current.add(token);
            }
        }
        return arguments;
    }
}
