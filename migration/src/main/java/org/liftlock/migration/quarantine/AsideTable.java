package org.liftlock.migration.quarantine;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.RowLocator;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;

/**
 * A table some of whose rows are set aside, and how SQL names those rows: by rowid, or by primary key.
 *
 * @param number its place in the plan
 * @param source as SQLite has it
 * @param plan what becomes of it
 */
record AsideTable(int number, SourceTable source, TablePlan plan) {

    /** Where the rows that are set aside are listed. */
    String list() {
        return "q" + number;
    }

    private List<String> locator() {
        return RowLocator.of(source).selectList();
    }

    /** Whether rows can be named at all. */
    boolean isAddressable() {
        return !locator().isEmpty();
    }

    boolean isByRowid() {
        return RowLocator.of(source).byRowid();
    }

    /** The columns of a list of rows, with more of them where {@code more} begins with a comma. */
    String listColumns(String more) {
        return isByRowid() ? "r0 INTEGER PRIMARY KEY" + more : names("") + more + ", PRIMARY KEY (" + names("") + ")";
    }

    /** {@code r0, r1 …}, each behind a prefix such as {@code c.}. */
    String names(String prefix) {
        return eachName(name -> prefix + name);
    }

    /** Something for each of {@code r0, r1 …}, with commas between. */
    String eachName(UnaryOperator<String> something) {
        return IntStream.range(0, locator().size())
                .mapToObj(i -> something.apply("r" + i))
                .collect(Collectors.joining(", "));
    }

    int locatorSize() {
        return locator().size();
    }

    /** The entries of a list as a person looks the rows up, up to some number. */
    String addresses(String list, int most) {
        String text = isByRowid()
                ? "'rowid ' || r0"
                : IntStream.range(0, locator().size())
                        .mapToObj(i -> "quote(r" + i + ")")
                        .collect(Collectors.joining(" || ', ' || ", "'key (' || ", " || ')'"));
        return "SELECT " + text + " FROM " + list + " LIMIT " + most;
    }

    /** The table's rows as a subquery: {@code r0 …} say which row, {@code k0 …} are expressions over it. */
    String rows(List<String> expressions) {
        StringBuilder sql = new StringBuilder("(SELECT ");
        for (int i = 0; i < locator().size(); i++) {
            sql.append(locator().get(i)).append(" AS r").append(i).append(", ");
        }
        for (int i = 0; i < expressions.size(); i++) {
            sql.append(expressions.get(i)).append(" AS k").append(i).append(", ");
        }
        sql.setLength(sql.length() - 2);
        return sql.append(" FROM main.")
                .append(SqliteSql.name(source.name()))
                .append(')')
                .toString();
    }

    /** That the row of {@code alias} stands in a list; {@code and} says more of the entry, as {@code a}. */
    String isListed(String list, String alias, String and) {
        String same = IntStream.range(0, locator().size())
                .mapToObj(i -> "a.r" + i + " = " + alias + ".r" + i)
                .collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT 1 FROM " + list + " AS a WHERE " + same + and + ")";
    }

    /** That a row of the table itself, where no alias stands for it, is in a list; {@code where} restricts the list. */
    String isListedHere(String list, String where) {
        if (isByRowid()) {
            return locator().get(0) + " IN (SELECT r0 FROM " + list + " WHERE " + where + ")";
        }
        String table = SqliteSql.name(source.name()) + ".";
        String same = IntStream.range(0, locator().size())
                .mapToObj(i -> "a.r" + i + " = " + table + locator().get(i))
                .collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT 1 FROM " + list + " AS a WHERE " + same + " AND " + where + ")";
    }
}
