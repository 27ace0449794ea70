package org.liftlock.migration.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Understands a date or time in text, for the verifier alone: ISO 8601 with blank or T between date and time, seconds and
 * fraction optional, {@code Z}, {@code UTC}, {@code GMT} or an offset, and what Go's {@code time.String} appends.
 *
 * <p>Reused for many texts; not thread-safe.
 */
final class TimeText {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;

    private final @Nullable ZoneRules rules;
    private byte[] text = {};
    private int at;

    private long day;
    private long second;
    private long fraction;
    private boolean hasTime;
    private boolean hasZone;
    private int offset;

    TimeText(@Nullable ZoneId zone) {
        this.rules = zone == null ? null : zone.getRules();
    }

    /** Reads a text; false if it is no date or time. */
    boolean read(byte[] utf8) {
        text = utf8;
        at = 0;
        second = 0;
        fraction = 0;
        offset = 0;
        hasTime = false;
        hasZone = false;
        if (!readDate()) {
            return false;
        }
        if (isAtEnd()) {
            return true;
        }
        if (!accept(' ') && !accept('T')) {
            return false;
        }
        hasTime = true;
        if (!readTime()) {
            return false;
        }
        if (isAtEnd()) {
            return true;
        }
        hasZone = true;
        return readZone();
    }

    boolean isDateOnly() {
        return !hasTime;
    }

    boolean isZoned() {
        return hasZone;
    }

    /** Days since 1970-01-01. */
    long epochDay() {
        return day;
    }

    /** Whether {@link #instantMicros()} has an answer. */
    boolean hasInstant() {
        return hasZone || rules != null;
    }

    /** Microseconds since 1970-01-01T00:00 by the clock on the wall. */
    long localMicros() {
        return (day * SECONDS_PER_DAY + second) * MICROS_PER_SECOND + fraction;
    }

    /** Microseconds since 1970-01-01T00:00Z; a time without an offset is in the zone given at the start. */
    long instantMicros() {
        if (hasZone) {
            return localMicros() - offset * MICROS_PER_SECOND;
        }
        return localMicros() - zoneOffset() * MICROS_PER_SECOND;
    }

    /** At a gap java.time gives the offset before it, at an overlap the earlier one, as {@code atZone} does. */
    private long zoneOffset() {
        if (rules == null) {
            throw new IllegalStateException("no zone");
        }
        if (rules.isFixedOffset()) {
            return rules.getOffset(Instant.EPOCH).getTotalSeconds();
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(day * SECONDS_PER_DAY + second, 0, ZoneOffset.UTC);
        return rules.getOffset(local).getTotalSeconds();
    }

    private boolean readDate() {
        int year = number(4);
        boolean firstDash = accept('-');
        int month = number(2);
        boolean secondDash = accept('-');
        int dayOfMonth = number(2);
        if (year < 1 || !firstDash || month < 1 || !secondDash || dayOfMonth < 1) {
            return false;
        }
        try {
            day = LocalDate.of(year, month, dayOfMonth).toEpochDay();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean readTime() {
        int hour = number(2);
        boolean colon = accept(':');
        int minute = number(2);
        if (hour < 0 || hour > 23 || !colon || minute < 0 || minute > 59) {
            return false;
        }
        int secondOfMinute = 0;
        if (accept(':')) {
            secondOfMinute = number(2);
            if (secondOfMinute < 0 || secondOfMinute > 59 || (accept('.') && !readFraction())) {
                return false;
            }
        }
        second = (hour * 60L + minute) * 60 + secondOfMinute;
        return true;
    }

    /** Rounds to the microsecond, half to even: beyond six digits only "below, at or above half" matters. */
    private boolean readFraction() {
        int count = 0;
        int rest = 0;
        for (; at < text.length && isDigit(text[at]); at++, count++) {
            int digit = text[at] - '0';
            if (count < 6) {
                fraction = fraction * 10 + digit;
            } else if (count == 6) {
                rest = digit * 2;
            } else if (digit > 0) {
                rest |= 1;
            }
        }
        for (int i = count; i < 6; i++) {
            fraction *= 10;
        }
        if (rest > 10 || (rest == 10 && fraction % 2 != 0)) {
            fraction++;
        }
        return count > 0;
    }

    private boolean readZone() {
        accept(' ');
        if (accept('Z')) {
            return isAtEnd();
        }
        if (isRest("UTC") || isRest("GMT")) {
            return true;
        }
        boolean east = accept('+');
        if (!east && !accept('-')) {
            return false;
        }
        int hours = number(2);
        int minutes = 0;
        int seconds = 0;
        if (!isAtEnd() && text[at] != ' ') {
            boolean colon = accept(':');
            minutes = number(2);
            seconds = colon && accept(':') ? number(2) : 0;
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
            return false;
        }
        offset = ((hours * 60 + minutes) * 60 + seconds) * (east ? 1 : -1);
        return isAtEnd() || isGoTail(new String(text, at, text.length - at, StandardCharsets.ISO_8859_1));
    }

    private static boolean isGoTail(String tail) {
        return tail.matches("( [A-Z0-9+-]+)?( m=[0-9.+-]+)?");
    }

    private boolean isRest(String word) {
        if (text.length - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtEnd() {
        return at >= text.length;
    }

    private boolean accept(char c) {
        if (at < text.length && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A number of exactly so many digits, or -1. */
    private int number(int digits) {
        if (text.length - at < digits) {
            return -1;
        }
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            if (!isDigit(text[at])) {
                return -1;
            }
            value = value * 10 + text[at] - '0';
        }
        return value;
    }
}
