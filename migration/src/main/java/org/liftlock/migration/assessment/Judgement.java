package org.liftlock.migration.assessment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.source.SourceFile;

/** The rules by which evidence becomes a strength, and a pain gets its cure. Stateless and thread-safe. */
final class Judgement {

    private static final long LASTING_DAYS = 3;
    private static final long LASTING_EVENTS = 10;
    private static final long SOON_DAYS = 730;
    private static final long SMALL = 1_000_000_000;
    private static final long NOTEWORTHY_FREE = 10_000_000;
    private static final long NOTEWORTHY_LOG = 64_000_000;

    private Judgement() {}

    static Map<Signal, Strength> signals(Surroundings seen, List<EmulatedFeature> features) {
        Map<Signal, Strength> signals = new EnumMap<>(Signal.class);
        signals.put(Signal.CONTENTION, contention(seen));
        signals.put(Signal.NETWORK, network(seen.place()));
        signals.put(Signal.ACCESS, access(seen.holders()));
        boolean weighs = features.stream().anyMatch(feature -> feature.kind().weighs());
        signals.put(Signal.FEATURES, weighs ? Strength.WEIGHS : Strength.NONE);
        signals.put(Signal.GROWTH, growth(seen));
        return signals;
    }

    private static Strength contention(Surroundings seen) {
        LogSummary logs = seen.logs();
        if (logs == null || logs.files() == 0) {
            return Strength.UNKNOWN;
        }
        if (logs.total() == 0) {
            return Strength.NONE;
        }
        // With a rollback journal readers block the writer, which the first setting ends.
        return seen.file().walMode() && logs.days() >= LASTING_DAYS && logs.total() >= LASTING_EVENTS
                ? Strength.WEIGHS
                : Strength.CURABLE;
    }

    private static Strength network(StoragePlace place) {
        return switch (place.kind()) {
            case LOCAL -> Strength.NONE;
            case NETWORK -> Strength.DECIDES;
            case SHARED_WITH_HOST -> Strength.WEIGHS;
            case UNKNOWN -> Strength.UNKNOWN;
        };
    }

    private static Strength access(Holders holders) {
        long programs = holders.processes().stream()
                .map(Holders.Process::name)
                .distinct()
                .count();
        long users = holders.processes().stream()
                .map(Holders.Process::user)
                .distinct()
                .count();
        if (programs > 1 || users > 1) {
            return Strength.WEIGHS;
        }
        boolean blind =
                !holders.known() || (holders.unseen() > 0 && holders.processes().isEmpty());
        return blind ? Strength.UNKNOWN : Strength.NONE;
    }

    private static Strength growth(Surroundings seen) {
        Growth growth = seen.growth();
        SourceFile file = seen.file();
        Long fastest = growth.fastest();
        Long soonest = growth.daysUntil(Growth.HORIZON, fastest == null ? 0 : fastest);
        if (soonest != null && soonest <= SOON_DAYS) {
            return Strength.WEIGHS;
        }
        if (hasManyFreePages(file) || hasLargeLog(file)) {
            return Strength.CURABLE;
        }
        return fastest == null && file.bytes() > SMALL ? Strength.UNKNOWN : Strength.NONE;
    }

    static boolean hasManyFreePages(SourceFile file) {
        long free = file.freePages() * file.pageSize();
        return free > NOTEWORTHY_FREE && free * 4 > file.bytes();
    }

    static boolean hasLargeLog(SourceFile file) {
        return file.walBytes() > NOTEWORTHY_LOG && file.walBytes() * 4 > file.bytes();
    }

    /** Only what cures something that was seen. */
    static List<Cure> cures(Surroundings seen) {
        List<Cure> cures = new ArrayList<>();
        boolean far = seen.place().kind() == StoragePlace.Kind.NETWORK
                || seen.place().kind() == StoragePlace.Kind.SHARED_WITH_HOST;
        if (far) {
            cures.add(Cure.LOCAL_DISK);
        }
        LogSummary logs = seen.logs();
        if (logs != null && logs.total() > 0) {
            long busy = logs.count(LogEvent.BUSY) + logs.count(LogEvent.BUSY_SNAPSHOT);
            if (busy > 0 && !seen.file().walMode() && !far) {
                cures.add(Cure.WAL);
                cures.add(Cure.SYNCHRONOUS_NORMAL);
            }
            if (logs.count(LogEvent.BUSY) > 0) {
                cures.add(Cure.BUSY_TIMEOUT);
            }
            if (busy > 0) {
                cures.add(Cure.BEGIN_IMMEDIATE);
                cures.add(Cure.ONE_WRITER);
                cures.add(Cure.SHORT_TRANSACTIONS);
            }
            if (logs.count(LogEvent.LOCKED) > 0) {
                cures.add(Cure.NO_SHARED_CACHE);
            }
        }
        if (hasLargeLog(seen.file())) {
            cures.add(Cure.CHECKPOINT);
        }
        if (hasManyFreePages(seen.file())) {
            cures.add(Cure.VACUUM);
        }
        return cures;
    }
}
