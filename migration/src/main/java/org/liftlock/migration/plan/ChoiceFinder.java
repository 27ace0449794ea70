package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SourceSchema;

/** Finds what the values of each column offer beside the default decision. */
final class ChoiceFinder {

    private final PlanOptions options;
    private final Map<ColumnKey, ChoiceColumn> columns = new LinkedHashMap<>();
    private final Map<ColumnKey, List<ColumnKey>> groups;

    ChoiceFinder(SourceSchema schema, List<ChoiceColumn> all, PlanOptions options) {
        this.options = options;
        all.forEach(column -> columns.put(column.key(), column));
        this.groups = TypeGroups.groups(schema, columns.keySet());
    }

    /** The columns that foreign keys join with one, itself among them. */
    List<ColumnKey> group(ColumnKey key) {
        return Objects.requireNonNull(groups.get(key), key.toString());
    }

    /** One choice for each column that has an option, in the order of the source. */
    Map<ColumnKey, Choice> find() {
        Map<ColumnKey, Choice> choices = new LinkedHashMap<>();
        columns.forEach((key, column) -> {
            List<ChoiceOption> offered = options(column);
            if (!offered.isEmpty()) {
                choices.put(
                        key,
                        new Choice(
                                column.table().name(),
                                column.column().name(),
                                column.type().sql(),
                                offered,
                                null));
            }
        });
        return choices;
    }

    private List<ChoiceOption> options(ChoiceColumn column) {
        List<ChoiceColumn> group = new ArrayList<>();
        for (ColumnKey key : group(column.key())) {
            group.add(Objects.requireNonNull(columns.get(key), key.toString()));
        }
        if (group.stream()
                .anyMatch(member -> member.settled() || member.column().isGenerated())) {
            return List.of();
        }
        Offers offers = new Offers();
        boolean isAlone = group.size() == 1;
        if (isAlone) {
            TemporalOffers.add(column, options, offers);
        }
        if (offers.isEmpty()) {
            values(column, group, isAlone, offers);
        }
        List<String> together = group.stream()
                .filter(member -> member != column)
                .map(ChoiceColumn::where)
                .toList();
        return offers.options(column, together, options.redact());
    }

    private void values(ChoiceColumn column, List<ChoiceColumn> group, boolean isAlone, Offers offers) {
        boolean redact = options.redact();
        UuidOffers.add(column, group, offers);
        boolean isNumber = column.type().kind().isNumber();
        if (isAlone && (!isNumber || BooleanOffers.isDeclaredLikely(column))) {
            BooleanOffers.add(column, redact, offers);
            EnumOffers.add(column, redact, offers);
        }
        WidthOffers.add(column, group, redact, offers);
        if (isAlone && isNumber && !BooleanOffers.isDeclaredLikely(column)) {
            BooleanOffers.add(column, redact, offers);
        }
    }
}
