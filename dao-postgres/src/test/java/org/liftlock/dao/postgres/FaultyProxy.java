package org.liftlock.dao.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server and fails as networks do. */
final class FaultyProxy implements AutoCloseable {

    /** What happens to what passes. */
    enum Fault {
        /** All goes through. */
        NONE,
        /** Nothing arrives and nobody is told. */
        BLACK_HOLE,
        /** A commit is cut off before the server sees it. */
        RESET_BEFORE_COMMIT,
        /** A commit reaches the server, and its answer is cut off. */
        RESET_AFTER_COMMIT
    }

    private static final String COMMIT = "COMMIT";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String host;
    private final int port;
    private volatile Fault fault = Fault.NONE;

    FaultyProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void set(Fault newFault) {
        fault = newFault;
    }

    void resetAll() {
        sockets.forEach(FaultyProxy::reset);
        sockets.clear();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            sockets.add(client);
            sockets.add(server);
            Link link = new Link(client, server);
            start(link::toServer);
            start(link::toClient);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        resetAll();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone already, which is what was wanted.
        }
    }

    private static void start(Pump pump) {
        Thread thread = new Thread(() -> {
            try {
                pump.run();
            } catch (IOException e) {
                // One of the two has hung up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean committing;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() throws IOException {
            byte[] buffer = new byte[65536];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                boolean commit = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
                if (commit && fault == Fault.RESET_BEFORE_COMMIT) {
                    cut();
                    return;
                }
                committing = commit;
                if (fault != Fault.BLACK_HOLE) {
                    out.write(buffer, 0, length);
                }
            }
            server.close();
        }

        void toClient() throws IOException {
            byte[] buffer = new byte[65536];
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (committing && fault == Fault.RESET_AFTER_COMMIT) {
                    cut();
                    return;
                }
                if (fault != Fault.BLACK_HOLE) {
                    out.write(buffer, 0, length);
                }
            }
            client.close();
        }

        private void cut() {
            reset(client);
            reset(server);
        }
    }
}
