package org.liftlock.migration.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a run and its server that can be made to fail. Thread-safe. */
final class TcpProxy implements AutoCloseable {

    /** How the network treats connections. */
    enum Mode {
        /** Passes everything. */
        PASS,
        /** Resets connections, those that begin included. */
        RESET,
        /** Ends what the server says and goes on taking what is said to it. */
        SERVER_HALF_CLOSED,
        /** Ends what is said to the server. */
        CLIENT_HALF_CLOSED,
        /** Swallows what is said in both directions, without a word. */
        BLACK_HOLE,
        /** Takes its time with each packet. */
        LATENCY
    }

    private static final int PACKET_BYTES = 16 * 1024;
    private static final long LATENCY_MILLIS = 5;

    private final ServerSocket listener;
    private final int serverPort;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.PASS;

    TcpProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "proxy-listener");
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Treats all connections so, those to come included. */
    void all(Mode wanted) {
        mode = wanted;
        links.forEach(link -> link.treat(wanted));
    }

    /** Treats one connection so, which the server knows by its port; those to come pass. */
    void one(int clientPort, Mode wanted) {
        links.stream().filter(link -> link.server.getLocalPort() == clientPort).forEach(link -> link.treat(wanted));
    }

    /** The network works again; what it had swallowed stays lost. */
    void heal() {
        mode = Mode.PASS;
        links.forEach(Link::heal);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (mode == Mode.RESET) {
                    reset(client);
                    continue;
                }
                try {
                    Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort), mode);
                    links.add(link);
                    start(() -> link.pump(client, link.server), "proxy-to-server");
                    start(() -> link.pump(link.server, client), "proxy-to-client");
                } catch (IOException e) {
                    // No server is there, which is for the client to find out.
                    reset(client);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::end);
    }

    /** A connection through the proxy. */
    private static final class Link {

        private final Socket client;
        private final Socket server;
        private Mode mode;
        private boolean harmed;

        Link(Socket client, Socket server, Mode mode) throws IOException {
            this.client = client;
            this.server = server;
            this.mode = mode;
            this.harmed = mode == Mode.BLACK_HOLE;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        synchronized void treat(Mode wanted) {
            mode = wanted;
            harmed |= wanted != Mode.PASS && wanted != Mode.LATENCY;
            notifyAll();
            try {
                switch (wanted) {
                    case RESET -> end();
                    case SERVER_HALF_CLOSED -> client.shutdownOutput();
                    case CLIENT_HALF_CLOSED -> server.shutdownOutput();
                    default -> {}
                }
            } catch (IOException e) {
                end();
            }
        }

        synchronized void heal() {
            mode = Mode.PASS;
            notifyAll();
            if (harmed) {
                end();
            }
        }

        void end() {
            reset(client);
            reset(server);
        }

        void pump(Socket from, Socket to) {
            byte[] packet = new byte[PACKET_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(packet); length >= 0; length = in.read(packet)) {
                    if (awaitPassing() == Mode.LATENCY) {
                        Thread.sleep(LATENCY_MILLIS);
                    }
                    if (to.isOutputShutdown()) {
                        continue;
                    }
                    out.write(packet, 0, length);
                }
                awaitPassing();
                to.shutdownOutput();
            } catch (IOException e) {
                endUnlessSwallowed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized Mode awaitPassing() throws InterruptedException {
            while (mode == Mode.BLACK_HOLE) {
                wait();
            }
            return mode;
        }

        private synchronized void endUnlessSwallowed() {
            if (mode != Mode.BLACK_HOLE) {
                end();
            }
        }
    }
}
