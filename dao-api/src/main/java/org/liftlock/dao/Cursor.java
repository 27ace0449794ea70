package org.liftlock.dao;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of one query: the values of the columns that it is ordered by. Opaque to clients, who hand its
 * token back unchanged; a repository makes and reads it. It is the same on every backend, so that a client may go on
 * paging after the backend was switched. Immutable.
 */
public final class Cursor {

    private static final byte VERSION = 1;
    private static final Set<Class<?>> TYPES =
            Set.of(Long.class, Boolean.class, String.class, Instant.class, LocalDate.class, UUID.class);
    private static final int MAX_TOKEN_LENGTH = 8192;

    private final String scope;
    private final List<Object> keys;

    private Cursor(String scope, List<Object> keys) {
        this.scope = Objects.requireNonNull(scope, "scope is null");
        this.keys = List.copyOf(keys);
    }

    /**
     * Makes a cursor.
     *
     * @param scope names the query, so that a cursor of another query is recognised
     * @param keys the values of the columns that the query is ordered by: {@link Long}, {@link Boolean}, {@link
     *     String}, {@link Instant}, {@link LocalDate} or {@link UUID}, which all databases put into one order
     * @return the cursor
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a key is of another type, or null: no row comes after NULL
     */
    public static Cursor of(String scope, Object... keys) {
        for (Object key : keys) {
            if (key == null) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A page cursor needs columns that are never NULL")
                        .with("query", scope);
            }
            if (!TYPES.contains(key.getClass())) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A page cursor cannot hold keys of this type")
                        .with("type", key.getClass().getName());
            }
        }
        return new Cursor(scope, List.of(keys));
    }

    /**
     * Reads a token.
     *
     * @param token what {@link #token()} gave
     * @return the cursor
     * @throws DaoException {@link ErrorKind#BAD_DATA} if it is no token
     */
    public static Cursor parse(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw unreadable(null);
        }
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(token)))) {
            if (in.readByte() != VERSION) {
                throw unreadable(null);
            }
            String scope = readText(in);
            List<Object> keys = new ArrayList<>();
            while (in.available() > 0) {
                keys.add(readKey(in));
            }
            return new Cursor(scope, keys);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * The cursor as text that needs no escaping in a URL.
     *
     * @return the token, readable by {@link #parse(String)}
     */
    public String token() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeText(out, scope);
            for (Object key : keys) {
                writeKey(out, key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * One of the keys.
     *
     * @param expectedScope the query that reads the cursor
     * @param index which key, from 0
     * @param type its type
     * @param <K> the same
     * @return the key
     * @throws DaoException {@link ErrorKind#BAD_DATA} if the cursor belongs to another query
     */
    public <K> K key(String expectedScope, int index, Class<K> type) {
        if (!scope.equals(expectedScope) || index >= keys.size() || !type.isInstance(keys.get(index))) {
            throw new DaoException(ErrorKind.BAD_DATA, "The page cursor belongs to another query")
                    .with("query", expectedScope);
        }
        return type.cast(keys.get(index));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor cursor && scope.equals(cursor.scope) && keys.equals(cursor.keys);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scope, keys);
    }

    /** The scope and no keys, since keys are values of rows. */
    @Override
    public String toString() {
        return "Cursor[" + scope + "]";
    }

    private static void writeKey(DataOutputStream out, Object key) throws IOException {
        if (key instanceof Long number) {
            out.writeByte('n');
            out.writeLong(number);
        } else if (key instanceof Instant instant) {
            out.writeByte('i');
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
        } else if (key instanceof Boolean truth) {
            out.writeByte('b');
            out.writeBoolean(truth);
        } else if (key instanceof LocalDate day) {
            out.writeByte('d');
            out.writeLong(day.toEpochDay());
        } else if (key instanceof UUID id) {
            out.writeByte('u');
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else {
            out.writeByte('t');
            writeText(out, (String) key);
        }
    }

    private static Object readKey(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'n' -> in.readLong();
            case 'i' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case 'b' -> in.readBoolean();
            case 'd' -> LocalDate.ofEpochDay(in.readLong());
            case 'u' -> new UUID(in.readLong(), in.readLong());
            case 't' -> readText(in);
            default -> throw unreadable(null);
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw unreadable(null);
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static DaoException unreadable(@Nullable Throwable cause) {
        return new DaoException(ErrorKind.BAD_DATA, "The text is no page cursor", cause);
    }
}
