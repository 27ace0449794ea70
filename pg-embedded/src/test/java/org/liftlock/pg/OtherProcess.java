package org.liftlock.pg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A JVM of its own that starts a server, says where, and then waits, to be killed by a test or to end by itself. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final List<String> said;

    private OtherProcess(Process process, List<String> said) {
        this.process = process;
        this.said = said;
    }

    /** Returns as soon as the server of the other process answers. */
    static OtherProcess start(Path folder, String mode, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString(),
                mode));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.startsWith("data=")) {
                return new OtherProcess(process, said);
            }
        }
        throw new IOException("ended without a server: " + said);
    }

    /** Everything printed until the server answered. */
    List<String> said() {
        return said;
    }

    ProcessIdentity server() {
        return ProcessIdentity.of(Long.parseLong(value("pid"))).orElseThrow();
    }

    Path run() {
        return Objects.requireNonNull(Path.of(value("data")).getParent());
    }

    int port() {
        return Integer.parseInt(value("port"));
    }

    Process process() {
        return process;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private String value(String name) {
        return said.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServer server =
                EmbeddedServer.start(EmbeddedServerOptions.defaults().withFolder(Path.of(arguments[0])));
        boolean keep = arguments[1].equals("keep");
        if (keep) {
            server.keepRunning();
        }
        System.out.println("version=" + server.version());
        System.out.println("pid=" + server.pid());
        System.out.println("port=" + server.port());
        System.out.println("data=" + server.dataFolder());
        if (!keep) {
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
