package org.liftlock.migration.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.profile.DistinctValue;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgSql;

/** Offers a CHECK for columns that hold few texts over and over. Stateless. */
final class EnumOffers {

    private static final int FEWEST_ROWS = 50;
    private static final int ROWS_FOR_EACH_VALUE = 10;

    private EnumOffers() {}

    static void add(ChoiceColumn column, boolean redact, Offers offers) {
        List<DistinctValue> values = column.profile().forms().distinct();
        boolean few = values.size() > 1
                && column.values() >= Math.max(FEWEST_ROWS, ROWS_FOR_EACH_VALUE * (long) values.size());
        boolean texts = column.profile().holdsOnly(StorageClass.TEXT)
                && column.type().kind().isText()
                && !column.profile().texts().withNul().any();
        boolean isChecked = column.table().checks().stream()
                .anyMatch(check -> check.sql().contains(column.column().name()));
        if (!few || !texts || isChecked) {
            return;
        }
        String evidence = redact
                ? Offers.count(values.size()) + " different texts in " + Offers.count(column.values()) + " rows"
                : values.stream()
                        .map(value -> "'" + value.word() + "' in "
                                + Offers.count(value.rows().count()))
                        .collect(Collectors.joining(", "));
        offers.add(
                "check",
                new ChosenType(
                        column.type(),
                        null,
                        null,
                        ValueWords.NONE,
                        values.stream().map(DistinctValue::word).toList()),
                column.type() + " with a CHECK that allows no other texts than these",
                evidence);
    }

    static String condition(String targetColumn, List<String> texts) {
        return PgSql.name(targetColumn) + " IN ("
                + texts.stream().map(PgSql::string).collect(Collectors.joining(", ")) + ")";
    }

    static List<String> yaml(ChoiceColumn column, List<String> texts, boolean redact) {
        String condition = redact ? PgSql.name(column.target()) + " IN (…)" : condition(column.target(), texts);
        return List.of(
                "checks:",
                "  - name: \"" + column.targetTable() + "_" + column.target() + "_check\"",
                "    sql: '" + condition.replace("'", "''") + "'");
    }
}
