package org.liftlock.dao;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123Z");

    @Test
    void areOfVersionSevenAndTellTheTime() {
        UUID id = source().next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)).isEqualTo(NOON);
    }

    @Test
    void ascendStrictlyAsTextThoughTheClockStandsStill() {
        IdSource source = source();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(source.next().toString());
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    private static IdSource source() {
        return IdSource.timeOrdered(Clock.fixed(NOON, ZoneOffset.UTC), new SplittableRandom(7));
    }
}
