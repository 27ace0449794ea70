package org.liftlock.migration.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.source.DatabaseBackup;

/** A backup in a process of its own that stops for good while it copies, to be killed there. */
public final class BackupProcess {

    private BackupProcess() {}

    /** Starts a backup and kills it once it has told of the first bytes. */
    public static void killInTheMiddle(Path file, Path copy) throws IOException, InterruptedException {
        Process process = JavaProcess.start(BackupProcess.class, file.toString(), copy.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (!"in the middle".equals(line)) {
                throw new IllegalStateException("the backup says " + line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        InPhase stopping = InPhase.of(Phase.BACKUP, () -> {
            out.println("in the middle");
            new CountDownLatch(1).await();
        });
        DatabaseBackup.make(Path.of(arguments[0]), Path.of(arguments[1]), false, false, stopping);
        out.println("at its end");
    }
}
