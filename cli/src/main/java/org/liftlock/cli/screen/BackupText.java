package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.source.DatabaseBackup;

/** A copy that was made, for a person. */
public final class BackupText {

    private BackupText() {}

    /**
     * Writes what the check found, the times and the outcome.
     *
     * @param backup what to write
     * @param terminal where to
     * @return lines that fit into the terminal
     */
    public static List<String> lines(DatabaseBackup.Result backup, Terminal terminal) {
        List<String> lines = new ArrayList<>(FindingsText.lines(backup.findings(), terminal));
        String time = "Time " + Figures.duration(backup.copyTime().plus(backup.checkTime())) + ": "
                + Phase.BACKUP.words() + " " + Figures.duration(backup.copyTime()) + ", " + Phase.CHECK.words() + " "
                + Figures.duration(backup.checkTime());
        lines.addAll(Paragraph.lines(time, "", 2, terminal.width()));
        String copy = backup.copy() + ", " + Figures.bytes(backup.bytes());
        String outcome;
        if (backup.saysNo()) {
            long faults = backup.findings().stream()
                    .map(Finding::weight)
                    .filter(weight -> weight.compareTo(Weight.FAULT) >= 0)
                    .count();
            outcome = "Done, but not all is well: " + copy + ", is whole and has "
                    + Figures.count(faults, "fault", "faults") + " that the file has, too.";
        } else if (backup.findings().isEmpty()) {
            outcome = "Done: " + copy + ", its pages, indexes and foreign keys checked.";
        } else {
            outcome = "Done: " + copy + ", but not all of it could be checked.";
        }
        Ink ink = backup.saysNo() ? Ink.RED : Ink.GREEN;
        Paragraph.lines(outcome, "", 2, terminal.width()).forEach(line -> lines.add(ink.on(line, terminal)));
        return lines;
    }
}
