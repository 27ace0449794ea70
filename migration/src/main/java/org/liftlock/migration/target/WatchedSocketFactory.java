package org.liftlock.migration.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets for the driver that tell how long a thread has been waiting in them, whatever it does with the connection.
 * Public only because the driver makes it, by name and with one string. Thread-safe.
 */
public final class WatchedSocketFactory extends SocketFactory {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Map<String, ServerWait> TICKETS = new ConcurrentHashMap<>();

    private final String ticket;

    /**
     * For the driver.
     *
     * @param ticket what {@link #ticket} gave
     */
    public WatchedSocketFactory(String ticket) {
        this.ticket = ticket;
    }

    /** What to give the driver with this class's name, until {@link #used}. */
    static String ticket(ServerWait wait) {
        String ticket = Long.toString(NUMBER.incrementAndGet());
        TICKETS.put(ticket, wait);
        return ticket;
    }

    /** The connection stands; the sockets by which the driver asks to cancel a statement are none of its own. */
    static void used(String ticket) {
        TICKETS.remove(ticket);
    }

    @Override
    public Socket createSocket() {
        ServerWait wait = TICKETS.get(ticket);
        return wait == null ? new Socket() : new WatchedSocket(wait);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return new Socket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return new Socket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return new Socket(address, port, localAddress, localPort);
    }

    private static final class WatchedSocket extends Socket {

        private final ServerWait wait;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;

        WatchedSocket(ServerWait wait) {
            this.wait = wait;
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream stream = in;
            if (stream == null) {
                stream = new WatchedInput(super.getInputStream(), wait);
                in = stream;
            }
            return stream;
        }

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            OutputStream stream = out;
            if (stream == null) {
                stream = new WatchedOutput(super.getOutputStream(), wait);
                out = stream;
            }
            return stream;
        }
    }

    private static final class WatchedInput extends FilterInputStream {

        private final ServerWait wait;

        WatchedInput(InputStream in, ServerWait wait) {
            super(in);
            this.wait = wait;
        }

        @Override
        public int read() throws IOException {
            wait.begins();
            try {
                return super.read();
            } finally {
                wait.ends();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            wait.begins();
            try {
                return super.read(bytes, offset, length);
            } finally {
                wait.ends();
            }
        }
    }

    private static final class WatchedOutput extends OutputStream {

        private final OutputStream out;
        private final ServerWait wait;

        WatchedOutput(OutputStream out, ServerWait wait) {
            this.out = out;
            this.wait = wait;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            wait.begins();
            try {
                out.write(bytes, offset, length);
            } finally {
                wait.ends();
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
