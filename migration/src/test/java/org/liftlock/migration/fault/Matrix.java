package org.liftlock.migration.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every fault came to, as a table. */
final class Matrix {

    private final List<String> lines = new ArrayList<>(List.of(
            "| fault | in | exit | what the run said | rows gone on from | in the end |", "|---|---|---|---|---|---|"));

    synchronized void add(String fault, String point, Attempt first, Attempt last, String result) {
        String said = first.line().isEmpty()
                ? first.exit() == Attempt.KILLED ? "(killed)" : "(done)"
                : first.line()
                        .replaceAll("target: [^,)]*", "target: …")
                        .replaceAll("(file|folder): [^,)]*", "$1: …")
                        .replaceAll("process(es)? \\d+(, \\d+)*", "process$1 …")
                        .replace("|", "\\|");
        lines.add("| " + fault + " | " + point + " | " + first.exit() + " | " + said + " | "
                + (last.resumed() < 0 ? "–" : String.valueOf(last.resumed())) + " | " + result + " |");
    }

    synchronized void print() throws IOException {
        String table = String.join("\n", lines) + "\n";
        System.out.println(table);
        Files.writeString(Path.of("target", "faults.md"), table, StandardCharsets.UTF_8);
    }
}
