package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.profile.UuidForms;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;

/** Offers uuid for columns that hold nothing else, together with those that foreign keys join them with. Stateless. */
final class UuidOffers {

    private UuidOffers() {}

    static void add(ChoiceColumn column, List<ChoiceColumn> group, Offers offers) {
        UuidForms own = column.profile().forms().uuids();
        if (own == null) {
            return;
        }
        List<UuidForms> all = new ArrayList<>();
        Occurrences empty = Occurrences.NONE;
        boolean isKey = false;
        for (ChoiceColumn member : group) {
            UuidForms forms = member.profile().forms().uuids();
            Kind kind = member.type().kind();
            boolean fits = forms != null || member.profile().isEmpty();
            if (!fits || !(kind.isText() || kind == Kind.BYTEA)) {
                return;
            }
            if (forms != null) {
                all.add(forms);
            }
            empty = empty.and(member.profile().forms().emptyTexts());
            isKey |= member.isInUniqueKey();
        }
        boolean isMixed = all.stream().anyMatch(UuidForms::mixed)
                || all.stream().map(UuidForms::canonical).distinct().count() > 1;
        // Two spellings of one UUID would break the key, or join what was apart.
        if (isMixed && (isKey || group.size() > 1)) {
            return;
        }
        boolean isCanonical = all.stream().allMatch(UuidForms::canonical);
        String what = "uuid, 16 bytes"
                + (isCanonical ? "" : "; as text it comes back in lower case with hyphens, however it was spelled");
        String evidence = evidence(own) + (isMixed ? "; spelled in more than one way" : "");
        offers.add("uuid", ChosenType.of(PgType.UUID), what, evidence, empty);
        if (empty.any() && group.size() == 1) {
            offers.add(
                    "uuid-empty-null",
                    ChosenType.of(PgType.UUID, ValueWords.nulls(List.of(""))),
                    what + "; '' becomes NULL",
                    evidence + "; '' in " + empty.words());
        }
    }

    private static String evidence(UuidForms forms) {
        List<String> parts = new ArrayList<>();
        if (forms.texts() > 0) {
            parts.add("all " + Offers.count(forms.texts()) + " texts");
        }
        if (forms.blobs() > 0) {
            parts.add("all " + Offers.count(forms.blobs()) + " BLOBs");
        }
        return String.join(" and ", parts) + " are UUIDs";
    }
}
