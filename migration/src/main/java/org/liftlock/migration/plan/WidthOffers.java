package org.liftlock.migration.plan;

import java.util.List;
import java.util.Set;
import org.liftlock.migration.profile.NumberRange;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;

/** Offers integer and smallint for columns whose integers fit, together with those that foreign keys join them with. */
final class WidthOffers {

    private static final Set<String> SMALL = Set.of("SMALLINT", "INT2", "TINYINT", "TINY", "BYTE");
    private static final Set<String> BIG = Set.of("BIGINT", "INT8", "UNSIGNED BIG INT", "LONG", "INT64");

    private WidthOffers() {}

    static void add(ChoiceColumn column, List<ChoiceColumn> group, boolean redact, Offers offers) {
        long min = 0;
        long max = 0;
        boolean hasIdentity = false;
        for (ChoiceColumn member : group) {
            boolean integers = member.profile().holdsOnly(StorageClass.INTEGER);
            if (member.type().kind() != Kind.BIGINT
                    || !(integers || member.profile().isEmpty())) {
                return;
            }
            NumberRange numbers = member.profile().numbers();
            min = integers ? Math.min(min, numbers.minInteger()) : min;
            max = integers ? Math.max(max, numbers.maxInteger()) : max;
            Long highest = member.table().highestId();
            if (member.isIdentity()) {
                hasIdentity = true;
                // The next id has to fit, too.
                max = Math.max(max, highest == null ? max : highest);
                max = max == Long.MAX_VALUE ? max : max + 1;
            }
        }
        String evidence = evidence(column, group, redact);
        String words = column.declared().words();
        boolean small = !hasIdentity && min >= Short.MIN_VALUE && max <= Short.MAX_VALUE;
        if (small && SMALL.contains(words)) {
            offers.add("smallint", ChosenType.of(PgType.SMALLINT), "smallint, 2 bytes", evidence);
        }
        if (min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE) {
            String what = "integer, 4 bytes" + (hasIdentity ? ", and the next id fits" : "");
            if (BIG.contains(words)) {
                offers.addByNameAlone("integer", ChosenType.of(PgType.INTEGER), what, evidence + "; declared " + words);
            } else {
                offers.add("integer", ChosenType.of(PgType.INTEGER), what, evidence);
            }
        }
        if (small && !SMALL.contains(words) && !BIG.contains(words)) {
            offers.add("smallint", ChosenType.of(PgType.SMALLINT), "smallint, 2 bytes", evidence);
        }
    }

    private static String evidence(ChoiceColumn column, List<ChoiceColumn> group, boolean redact) {
        if (column.profile().isEmpty()) {
            return "no values";
        }
        NumberRange numbers = column.profile().numbers();
        String range = redact
                ? "all integers fit"
                : "integers from " + Offers.count(numbers.minInteger()) + " to " + Offers.count(numbers.maxInteger());
        return group.size() == 1 ? range : range + "; the columns that foreign keys join it with fit, too";
    }
}
