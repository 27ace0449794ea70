package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.VirtualTable;
import org.liftlock.migration.sql.PgSql;

/** Says what is lost with each virtual table and offers what can take the place of full text. */
final class VirtualTablePlanner {

    private final SourceSchema schema;
    private final List<TablePlan> tables;
    private final TargetNames relations;
    private final List<Finding> findings = new ArrayList<>();

    VirtualTablePlanner(SourceSchema schema, List<TablePlan> tables, TargetNames relations) {
        this.schema = schema;
        this.tables = tables;
        this.relations = relations;
    }

    List<Finding> findings() {
        return findings;
    }

    List<FullTextPlan> plan() {
        List<FullTextPlan> plans = new ArrayList<>();
        for (VirtualTable virtual : schema.virtualTables()) {
            Optional<FullTextPlan> offer = offer(virtual);
            offer.ifPresent(plans::add);
            FindingCode code =
                    virtual.holdsRows() ? FindingCode.VIRTUAL_TABLE_ROWS_LEFT_OUT : FindingCode.VIRTUAL_TABLE_LEFT_OUT;
            findings.add(Finding.of(code, virtual.name(), detail(virtual, offer)));
        }
        return plans;
    }

    private Optional<FullTextPlan> offer(VirtualTable virtual) {
        if (!virtual.isFullText() || virtual.content() == null) {
            return Optional.empty();
        }
        return tables.stream()
                .filter(table -> Planner.key(table.source()).equals(Planner.key(virtual.content())))
                .findFirst()
                .flatMap(table -> offer(virtual, table));
    }

    private Optional<FullTextPlan> offer(VirtualTable virtual, TablePlan table) {
        List<String> columns = table.columns().stream()
                .filter(column -> FullTextPlan.isSearchable(column.type())
                        && virtual.columns().stream()
                                .anyMatch(name -> Planner.key(name).equals(Planner.key(column.source()))))
                .map(ColumnPlan::target)
                .toList();
        if (columns.isEmpty() || columns.size() < virtual.columns().size()) {
            return Optional.empty();
        }
        String language = virtual.porter() ? "english" : "simple";
        return Optional.of(new FullTextPlan(
                virtual.name(), table.source(), relations.take(virtual.name()), language, columns, false));
    }

    private static String detail(VirtualTable virtual, Optional<FullTextPlan> offer) {
        StringBuilder detail = new StringBuilder(virtual.module());
        if (!virtual.shadowTables().isEmpty()) {
            detail.append(", with ").append(String.join(", ", virtual.shadowTables()));
        }
        if (virtual.holdsRows()) {
            detail.append("; ").append(rowsThatAre(virtual)).append(" in no other table");
        } else if ("".equals(virtual.content())) {
            detail.append("; it keeps no text, only the index of ").append(rows(virtual));
        }
        if (offer.isPresent()) {
            detail.append("; offered: USING gin (")
                    .append(String.join(
                            ", ",
                            offer.get().columns().stream().map(PgSql::name).toList()))
                    .append(") of ")
                    .append(offer.get().table());
        } else if (virtual.content() != null && !virtual.content().isEmpty()) {
            detail.append("; it searches ").append(virtual.content());
        }
        return detail.toString();
    }

    private static String rowsThatAre(VirtualTable virtual) {
        return rows(virtual) + (Long.valueOf(1).equals(virtual.rows()) ? " that is" : " that are");
    }

    private static String rows(VirtualTable virtual) {
        Long rows = virtual.rows();
        return rows == null ? "an unknown number of rows" : rows == 1 ? "1 row" : rows + " rows";
    }
}
