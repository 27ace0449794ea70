package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;

/** Gives columns that foreign keys join one type: the widest of the group that every member's values fit. */
final class TypeGroups {

    /** A column by its table and name in lower case. */
    record ColumnKey(String table, String column) {
        static ColumnKey of(String table, String column) {
            return new ColumnKey(SqliteSql.folded(table), SqliteSql.folded(column));
        }
    }

    /** What a type was decided by; later ones overrule earlier ones. */
    enum Ground {
        NOTHING,
        DECLARATION,
        VALUES,
        USER
    }

    /**
     * What is known of a member: its table and its column as they are declared, its decision, what led to it, whether
     * PostgreSQL gives its values, and whether all of them are integers whatever it is declared as.
     */
    record Member(
            String table,
            String column,
            TypeDecision decision,
            Ground ground,
            boolean isIdentity,
            boolean onlyIntegers) {
        boolean hasValues() {
            return ground == Ground.VALUES || ground == Ground.USER;
        }
    }

    private final Map<ColumnKey, ColumnKey> leaders = new HashMap<>();

    private TypeGroups(SourceSchema schema) {
        for (SourceTable child : schema.tables()) {
            for (SourceForeignKey key : child.foreignKeys()) {
                for (int i = 0;
                        i < key.columns().size() && i < key.parentColumns().size();
                        i++) {
                    join(
                            ColumnKey.of(child.name(), key.columns().get(i)),
                            ColumnKey.of(key.parentTable(), key.parentColumns().get(i)));
                }
            }
        }
    }

    /** The columns that foreign keys join, each group in the order given; most columns are alone. */
    static Map<ColumnKey, List<ColumnKey>> groups(SourceSchema schema, Collection<ColumnKey> columns) {
        TypeGroups groups = new TypeGroups(schema);
        Map<ColumnKey, List<ColumnKey>> byLeader = new HashMap<>();
        columns.forEach(key -> byLeader.computeIfAbsent(groups.leader(key), k -> new ArrayList<>())
                .add(key));
        Map<ColumnKey, List<ColumnKey>> byMember = new HashMap<>();
        byLeader.values().forEach(group -> group.forEach(key -> byMember.put(key, group)));
        return byMember;
    }

    static Map<ColumnKey, TypeDecision> unify(SourceSchema schema, Map<ColumnKey, Member> members) {
        TypeGroups groups = new TypeGroups(schema);
        Map<ColumnKey, List<ColumnKey>> byLeader = new LinkedHashMap<>();
        members.keySet()
                .forEach(key -> byLeader.computeIfAbsent(groups.leader(key), k -> new ArrayList<>())
                        .add(key));
        Map<ColumnKey, TypeDecision> unified = new LinkedHashMap<>();
        for (List<ColumnKey> group : byLeader.values()) {
            unifyGroup(group, members, unified);
        }
        return unified;
    }

    @SuppressWarnings("NullAway") // Every key of a group comes from the map of members.
    private static void unifyGroup(
            List<ColumnKey> group, Map<ColumnKey, Member> members, Map<ColumnKey, TypeDecision> unified) {
        Ground firmest = group.stream()
                .map(key -> members.get(key).ground())
                .max(Comparator.naturalOrder())
                .orElse(Ground.NOTHING);
        PgType identity = group.stream()
                .map(members::get)
                .filter(Member::isIdentity)
                .map(member -> member.decision().type())
                .findFirst()
                .orElse(null);
        PgType widest = null;
        for (ColumnKey key : group) {
            Member member = members.get(key);
            if (member.ground() == firmest) {
                PgType type = member.decision().type();
                widest = widest == null ? type : widest(widest, type);
            }
        }
        for (ColumnKey key : group) {
            Member member = members.get(key);
            TypeDecision decision = member.decision();
            // Ids that PostgreSQL gives stay integers; children whose values are none break the key in any case.
            PgType wanted = identity == null ? widest : identity;
            boolean fits = identity == null || !member.hasValues() || member.onlyIntegers();
            boolean decided = member.ground() == Ground.USER;
            if (wanted == null || wanted.equals(decision.type()) || !fits || decided) {
                unified.put(key, decision);
                continue;
            }
            List<Finding> findings = new ArrayList<>(decision.findings());
            TypeDecision widened = decision.withType(wanted, "joined by a foreign key; by itself: " + decision.type());
            if (member.ground() != Ground.NOTHING) {
                findings.add(Finding.of(
                        FindingCode.WIDENED_BY_FOREIGN_KEY,
                        member.table(),
                        member.column(),
                        decision.type() + " becomes " + wanted));
            }
            unified.put(key, new TypeDecision(widened.type(), null, widened.reason(), findings));
        }
    }

    /** Any value but a BLOB is exact as text, and any at all as bytes. */
    private static PgType widest(PgType one, PgType other) {
        if (one.equals(other)) {
            return one;
        }
        if (one.kind() == Kind.BYTEA || other.kind() == Kind.BYTEA) {
            return PgType.BYTEA;
        }
        if (one.kind() == Kind.VARCHAR && other.kind() == Kind.VARCHAR) {
            return PgType.varchar(Math.max(one.length(), other.length()));
        }
        boolean oneCounts = one.kind().isNumber() || one.kind() == Kind.BOOLEAN;
        boolean otherCounts = other.kind().isNumber() || other.kind() == Kind.BOOLEAN;
        if (oneCounts && otherCounts) {
            boolean integers = !isFractional(one) && !isFractional(other);
            return integers ? PgType.BIGINT : PgType.NUMERIC;
        }
        return PgType.TEXT;
    }

    private static boolean isFractional(PgType type) {
        return type.kind() == Kind.DOUBLE || type.kind() == Kind.NUMERIC;
    }

    private void join(ColumnKey one, ColumnKey other) {
        leaders.put(leader(one), leader(other));
    }

    private ColumnKey leader(ColumnKey key) {
        ColumnKey current = key;
        ColumnKey next = leaders.getOrDefault(current, current);
        while (!next.equals(current)) {
            // Each look halves the way for those that follow, or a chain of tables would take its square.
            ColumnKey further = leaders.getOrDefault(next, next);
            leaders.put(current, further);
            current = next;
            next = further;
        }
        return current;
    }
}
