package org.liftlock.dao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final String SCOPE = "track.search";

    @Test
    void survivesItsToken() {
        Instant instant = Instant.parse("2024-02-29T23:59:59.123456Z");
        UUID id = UUID.fromString("018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c7d");
        LocalDate day = LocalDate.of(1995, 6, 13);
        Cursor cursor = Cursor.of(SCOPE, "Ænima – “忘れられない”", Long.MIN_VALUE, instant, "", true, day, id);

        Cursor read = Cursor.parse(cursor.token());

        assertThat(read).isEqualTo(cursor).hasSameHashCodeAs(cursor);
        assertThat(read.key(SCOPE, 0, String.class)).isEqualTo("Ænima – “忘れられない”");
        assertThat(read.key(SCOPE, 1, Long.class)).isEqualTo(Long.MIN_VALUE);
        assertThat(read.key(SCOPE, 2, Instant.class)).isEqualTo(instant);
        assertThat(read.key(SCOPE, 3, String.class)).isEmpty();
        assertThat(read.key(SCOPE, 4, Boolean.class)).isTrue();
        assertThat(read.key(SCOPE, 5, LocalDate.class)).isEqualTo(day);
        assertThat(read.key(SCOPE, 6, UUID.class)).isEqualTo(id);
        assertThat(cursor.token()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        Cursor cursor = Cursor.of("track.byGenre", "a", 1L);

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> cursor.key(SCOPE, 0, String.class))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> cursor.key("track.byGenre", 0, Long.class))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> cursor.key("track.byGenre", 2, Long.class))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }

    @Test
    void refusesKeysThatItCannotHold() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> Cursor.of(SCOPE, 1.5))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }

    @Test
    void refusesWhateverIsNoTokenWithOneKindOfError() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = Base64.getUrlDecoder()
                .decode(Cursor.of(SCOPE, "title", 42L, Instant.EPOCH, true, LocalDate.EPOCH, new UUID(1, 2))
                        .token());
        for (int round = 0; round < 5_000; round++) {
            byte[] forged = good.clone();
            forged[random.nextInt(forged.length)] = (byte) random.nextInt();
            byte[] cut = Arrays.copyOf(forged, random.nextInt(forged.length + 4));
            String token = Base64.getUrlEncoder().encodeToString(cut);
            try {
                Cursor.parse(token);
            } catch (DaoException e) {
                assertThat(e.kind()).as("seed %d, token %s", seed, token).isEqualTo(ErrorKind.BAD_DATA);
            }
        }
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> Cursor.parse("no token!"))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> Cursor.parse(""))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> Cursor.parse("A".repeat(100_000)))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }

    @Test
    void tellsNoKeysInItsText() {
        assertThat(Cursor.of(SCOPE, "secret title")).hasToString("Cursor[track.search]");
    }
}
