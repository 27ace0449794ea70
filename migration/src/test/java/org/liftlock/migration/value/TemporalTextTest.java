package org.liftlock.migration.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemporalTextTest {

    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd' 'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final String MUTATIONS = "0123456789-: T.Zé/;";

    @Test
    void readsAPlainTimeAsThePlatformDoesHoweverItIsSpoilt() {
        long seed = System.nanoTime();
        System.out.println("TemporalTextTest: seed " + seed);
        Random random = new Random(seed);
        TemporalText reader = new TemporalText();
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = text(random);
            byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
            TemporalForm form = reader.read(bytes, 2, bytes.length - 4);
            LocalDateTime expected = parsed(text);
            if (expected == null) {
                assertThat(form).as(text).isNotEqualTo(TemporalForm.LOCAL);
                continue;
            }
            read++;
            assertThat(form).as(text).isEqualTo(TemporalForm.LOCAL);
            assertThat(reader.micros()).as(text).isEqualTo(expected.toEpochSecond(ZoneOffset.UTC) * 1_000_000);
            assertThat(reader.epochDay())
                    .as(text)
                    .isEqualTo(expected.toLocalDate().toEpochDay());
            assertThat(reader.digitsOfPlainSpelling()).as(text).isEqualTo(text.charAt(10) == ' ' ? 0 : -1);
            assertThat(reader.hasDigitsBelowMicroseconds()).as(text).isFalse();
        }
        assertThat(read).isBetween(20_000, 199_000);
    }

    @Test
    void keepsNothingOfTheTextBefore() {
        TemporalText reader = new TemporalText();
        reader.read("2024-02-29T23:59:59.1234567+05:30".getBytes(StandardCharsets.UTF_8));
        reader.read("2024-03-01 00:00:00".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.hasDigitsBelowMicroseconds()).isFalse();
        assertThat(reader.micros())
                .isEqualTo(LocalDateTime.of(2024, 3, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000);
    }

    /** Mostly right, with fields up to just beyond their ends, and at times one character of another kind. */
    private static String text(Random random) {
        String text = String.format(
                "%04d-%02d-%02d%s%02d:%02d:%02d",
                random.nextInt(10_000),
                random.nextInt(14),
                random.nextInt(33),
                random.nextInt(4) == 0 ? "T" : " ",
                random.nextInt(25),
                random.nextInt(61),
                random.nextInt(61));
        if (random.nextInt(4) > 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + MUTATIONS.charAt(random.nextInt(MUTATIONS.length())) + text.substring(at + 1);
    }

    /** Null if it is no date and time of this spelling; the year 0 is none. */
    private static @Nullable LocalDateTime parsed(String text) {
        if (text.startsWith("0000") || (text.charAt(10) != ' ' && text.charAt(10) != 'T')) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.substring(0, 10) + " " + text.substring(11), STRICT);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
