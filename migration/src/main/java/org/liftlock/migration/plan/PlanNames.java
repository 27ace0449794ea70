package org.liftlock.migration.plan;

import java.util.HashSet;
import java.util.Set;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.sql.PgNames;

/** Refuses names in a plan file that PostgreSQL would not take, or that are given twice; by their lines. For one document. */
final class PlanNames {

    private final WrittenPlan written;
    private final Set<String> relations = new HashSet<>();

    PlanNames(WrittenPlan written) {
        this.written = written;
    }

    /** Notes an entry for something in the source, of which there is one. */
    void once(Set<String> seen, String source, String path, String kind) {
        if (!seen.add(Planner.key(source))) {
            throw written.refused(path, "The plan has two entries for the same " + kind, "Leave one of them out")
                    .with(kind, source);
        }
    }

    /** Tables, views, indexes and keys share one space of names in a schema. */
    void relation(String path, String name) {
        unique(path, name, relations);
    }

    void columnName(String path, String name, Set<String> names) {
        if (TargetNames.SYSTEM_COLUMNS.contains(name)) {
            throw written.refused(path, "PostgreSQL keeps this name for a column of its own", "Choose another")
                    .with("name", name);
        }
        unique(path, name, names);
    }

    void unique(String path, String name, Set<String> names) {
        usable(path, name);
        if (!names.add(name)) {
            throw written.refused(path, "The plan gives one name twice", "Choose another for one of them")
                    .with("name", name);
        }
    }

    private void usable(String path, String name) {
        try {
            PgNames.requireUsable("name", name);
        } catch (MigrationException e) {
            throw written.refused(path, String.valueOf(e.getMessage()), e.remedy())
                    .with("name", name);
        }
    }
}
