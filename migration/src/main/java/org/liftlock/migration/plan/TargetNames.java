package org.liftlock.migration.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives names that PostgreSQL can have, each once: in a style, at most 63 bytes, no system column's, and none that begins
 * like a system catalogue's: {@code pg_class} would be found there before it is found in a schema (PostgreSQL manual, "The
 * System Catalog Schema"). Not thread-safe.
 *
 * <p>A long name is cut where PostgreSQL itself cuts it, so that statements which use it go on working; only where two
 * would become one does each get a hash instead.
 */
final class TargetNames {

    /** NAMEDATALEN - 1. */
    private static final int MOST_BYTES = 63;

    private static final int HASHED_HEAD_BYTES = 40;
    private static final int HASH_DIGITS = 8;
    static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final NameStyle style;
    private final boolean forColumns;
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> ambiguousCuts = new HashSet<>();

    /** All names that will be asked for must be known beforehand, to see which of them a cut would make equal. */
    TargetNames(NameStyle style, boolean forColumns, Collection<String> all) {
        this.style = style;
        this.forColumns = forColumns;
        Set<String> cuts = new HashSet<>();
        for (String name : all) {
            String cut = cut(style.of(name), MOST_BYTES);
            if (!cuts.add(cut)) {
                ambiguousCuts.add(cut);
            }
        }
    }

    /** Takes a name that a user has chosen out of the free ones, before others are given. */
    void reserve(String name, String holder) {
        taken.putIfAbsent(name, holder);
    }

    /** The wish that has the name which another wish would have got, had it been free. */
    Optional<String> inTheWayOf(String wanted) {
        return Optional.ofNullable(taken.get(usable(wanted)));
    }

    /** A free name as near to the wanted one as can be; the same wish twice gives two names. */
    String take(String wanted) {
        String name = usable(wanted);
        String free = name;
        for (int i = 1; taken.putIfAbsent(free, wanted) != null; i++) {
            String suffix = "_" + i;
            free = cut(name, MOST_BYTES - suffix.length()) + suffix;
        }
        return free;
    }

    private String usable(String wanted) {
        String name = fit(style.of(wanted), wanted);
        boolean isTaken = forColumns ? SYSTEM_COLUMNS.contains(name) : name.startsWith("pg_");
        return isTaken ? cut(name, MOST_BYTES - 1) + "_" : name;
    }

    private String fit(String name, String original) {
        if (name.isEmpty()) {
            return "_";
        }
        String cut = cut(name, MOST_BYTES);
        if (cut.equals(name) || !ambiguousCuts.contains(cut)) {
            return cut;
        }
        String head = cut(name, HASHED_HEAD_BYTES);
        String separator = name.startsWith("_", head.length()) ? "" : "_";
        return head + separator + hash(original);
    }

    private static String cut(String name, int bytes) {
        StringBuilder cut = new StringBuilder();
        int length = 0;
        for (int codePoint : name.codePoints().toArray()) {
            length += new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8).length;
            if (length > bytes) {
                break;
            }
            cut.appendCodePoint(codePoint);
        }
        return cut.toString();
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
