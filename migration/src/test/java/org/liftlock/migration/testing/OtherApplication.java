package org.liftlock.migration.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Another process that has a SQLite file open, as the application that owns it would. SQLite's locks belong to a whole
 * process, so only another one can show how two of them get along.
 */
public final class OtherApplication implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private OtherApplication(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Runs statements on one connection and keeps it open. */
    public static OtherApplication holding(Path file, String... statements) throws IOException {
        return start(file, "hold", statements);
    }

    /** Commits transactions that change both {@code one.n} and {@code two.n}, all the time, waiting for no lock. */
    public static OtherApplication writing(Path file, String... statements) throws IOException {
        return start(file, "write", statements);
    }

    private static OtherApplication start(Path file, String what, String... statements) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(OtherApplication.class.getName(), what, file.toString()));
        command.addAll(List.of(statements));
        OtherApplication other = new OtherApplication(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        other.expect("ready");
        return other;
    }

    /** Ends it in an orderly way and gives its last line: commits and refusals by a lock. */
    public String stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        String line = String.valueOf(out.readLine());
        process.waitFor();
        return line;
    }

    /** Ends it as a power failure would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void expect(String word) throws IOException {
        String line = out.readLine();
        if (!word.equals(line)) {
            throw new IllegalStateException("the other application says " + line);
        }
    }

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (Connection connection = Sqlite.connect(Path.of(arguments[1]));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            for (int i = 2; i < arguments.length; i++) {
                statement.execute(arguments[i]);
            }
            if (arguments[0].equals("hold")) {
                out.println("ready");
                while (System.in.read() >= 0) {
                    // Whoever started this process ends it by closing its input.
                }
                return;
            }
            write(connection, statement, out);
        }
    }

    private static void write(Connection connection, Statement statement, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        connection.setAutoCommit(false);
        long commits = 0;
        long refusals = 0;
        Thread end = new Thread(OtherApplication::awaitEndOfInput);
        end.setDaemon(true);
        end.start();
        while (end.isAlive()) {
            try {
                statement.execute("UPDATE one SET n = n + 1");
                statement.execute("UPDATE two SET n = n + 1");
                connection.commit();
                if (++commits == 3) {
                    out.println("ready");
                }
            } catch (SQLiteException e) {
                connection.rollback();
                if ((e.getResultCode().code & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code) {
                    throw e;
                }
                refusals++;
            }
            Thread.sleep(1);
        }
        out.println((commits > 3 ? "many" : commits) + " commits, " + refusals + " refusals");
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever written to it.
            }
        } catch (IOException e) {
            // The end all the same.
        }
    }
}
