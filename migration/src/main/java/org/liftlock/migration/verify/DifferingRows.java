package org.liftlock.migration.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The first rows that differ, themselves.
 *
 * @param changed rows with the same key on both sides
 * @param missing rows that only SQLite has
 * @param surplus rows that only PostgreSQL has
 * @param sameAfterAll rows counted as differing that merely spell a REAL in other words
 */
record DifferingRows(List<Changed> changed, List<RowImage> missing, List<RowImage> surplus, long sameAfterAll) {

    static final DifferingRows NONE = new DifferingRows(List.of(), List.of(), List.of(), 0);

    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 8_000_000;

    /** Both versions of a row. */
    record Changed(RowImage source, RowImage target) {}

    /** The first of them of each kind. */
    DifferingRows first(int most) {
        return new DifferingRows(
                changed.stream().limit(most).toList(),
                missing.stream().limit(most).toList(),
                surplus.stream().limit(most).toList(),
                sameAfterAll);
    }

    static DifferingRows joined(Collection<DifferingRows> parts) {
        return new DifferingRows(
                parts.stream().flatMap(part -> part.changed().stream()).toList(),
                parts.stream().flatMap(part -> part.missing().stream()).toList(),
                parts.stream().flatMap(part -> part.surplus().stream()).toList(),
                0);
    }

    static DifferingRows fetch(RowScan scan, DigestDifference difference) {
        int key = scan.shape().keyColumns();
        boolean hasKey = key > 0;
        Set<Long> sourceKeys = keys(difference.source().keySet());
        Keeping ofSource = new Keeping(difference.source().keySet()::contains, key);
        scan.source(ofSource);
        Set<Long> kept = keys(ofSource.digests);
        Keeping ofTarget = new Keeping(
                digest -> difference.target().containsKey(digest)
                        && (!hasKey || kept.contains(digest.key()) || !sourceKeys.contains(digest.key())),
                key);
        if (!difference.target().isEmpty()) {
            scan.target(ofTarget);
        }
        return hasKey ? byKey(ofSource, ofTarget) : byValues(ofSource, ofTarget);
    }

    private static DifferingRows byKey(Keeping ofSource, Keeping ofTarget) {
        List<Changed> changed = new ArrayList<>();
        List<RowImage> missing = new ArrayList<>();
        List<RowImage> surplus = new ArrayList<>(ofTarget.images);
        List<RowDigest> left = new ArrayList<>(ofTarget.digests);
        long same = 0;
        for (int i = 0; i < ofSource.images.size(); i++) {
            RowImage own = ofSource.images.get(i);
            long key = ofSource.digests.get(i).key();
            int partner = indexOf(left, key);
            if (partner < 0) {
                missing.add(own);
                continue;
            }
            left.remove(partner);
            RowImage other = surplus.remove(partner);
            if (own.sameValues(other)) {
                same++;
            } else {
                changed.add(new Changed(own, other));
            }
        }
        return new DifferingRows(changed, missing, surplus, same);
    }

    private static int indexOf(List<RowDigest> digests, long key) {
        for (int i = 0; i < digests.size(); i++) {
            if (digests.get(i).key() == key) {
                return i;
            }
        }
        return -1;
    }

    private static DifferingRows byValues(Keeping ofSource, Keeping ofTarget) {
        List<RowImage> missing = new ArrayList<>();
        List<RowImage> surplus = new ArrayList<>(ofTarget.images);
        long same = 0;
        for (RowImage own : ofSource.images) {
            if (own.hasTextFromReal() && removeSame(own, surplus)) {
                same += 2;
            } else {
                missing.add(own);
            }
        }
        return new DifferingRows(List.of(), missing, surplus, same);
    }

    private static boolean removeSame(RowImage own, List<RowImage> others) {
        for (Iterator<RowImage> iterator = others.iterator(); iterator.hasNext(); ) {
            if (own.sameValues(iterator.next())) {
                iterator.remove();
                return true;
            }
        }
        return false;
    }

    private static Set<Long> keys(Iterable<RowDigest> digests) {
        Set<Long> keys = new HashSet<>();
        digests.forEach(digest -> keys.add(digest.key()));
        return keys;
    }

    /** The third pass over one side. */
    private static final class Keeping implements RowScan.RowVisitor {

        private final Predicate<RowDigest> wanted;
        private final int keyColumns;
        private final List<RowDigest> digests = new ArrayList<>();
        private final List<RowImage> images = new ArrayList<>();
        private long bytes;

        Keeping(Predicate<RowDigest> wanted, int keyColumns) {
            this.wanted = wanted;
            this.keyColumns = keyColumns;
        }

        @Override
        public void visit(CanonicalRow row, RowStream stream) throws SQLException {
            RowDigest digest = RowDigest.of(row, keyColumns);
            boolean room = images.isEmpty() || (images.size() < MOST_ROWS && bytes + row.length() < MOST_BYTES);
            if (room && wanted.test(digest)) {
                digests.add(digest);
                images.add(row.image(stream.address()));
                bytes += row.length();
            }
        }
    }
}
