package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SourceTrigger;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.translate.SqlTranslator;

/** Tells of a table that stays in SQLite, and of what hangs on it. Stateless and thread-safe. */
final class LeftOutTable {

    private LeftOutTable() {}

    static Finding finding(SourceSchema schema, TableProfile table, TableSelection selection) {
        String name = table.table().name();
        String detail = "the table and its " + RowCount.words(table.rows());
        List<String> hanging = hanging(schema, name, selection);
        return selection.takes(name)
                ? Finding.of(FindingCode.LEFT_OUT_BY_PLAN, name, detail)
                : Finding.of(
                        FindingCode.TABLE_NOT_SELECTED,
                        name,
                        hanging.isEmpty() ? detail : detail + "; with it " + String.join(", ", hanging));
    }

    private static List<String> hanging(SourceSchema schema, String name, TableSelection selection) {
        List<String> hanging = new ArrayList<>();
        for (SourceTable child : schema.tables()) {
            for (SourceForeignKey key : child.foreignKeys()) {
                if (selection.takes(child.name()) && SqliteSql.same(key.parentTable(), name)) {
                    hanging.add("the foreign key of " + child.name() + " (" + String.join(", ", key.columns()) + ")");
                }
            }
        }
        for (SourceView view : schema.views()) {
            if (SqlTranslator.mentioned(view.sql()).stream().anyMatch(mentioned -> SqliteSql.same(mentioned, name))) {
                hanging.add("the view " + view.name());
            }
        }
        for (SourceTrigger trigger : schema.triggers()) {
            if (SqliteSql.same(trigger.table(), name)) {
                hanging.add("the trigger " + trigger.name());
            }
        }
        return hanging;
    }
}
