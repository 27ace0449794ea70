package org.liftlock.sample.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Reads texts from clients, in bodies and addresses alike, into what every database keeps unchanged. */
final class Texts {

    /** Keys of indexes are made of texts, and PostgreSQL's have an end. */
    private static final int LONGEST = 500;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Texts() {}

    static String checked(String name, String text) {
        if (text.length() > LONGEST) {
            throw RequestException.bad("'" + name + "' is longer than " + LONGEST + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw RequestException.bad("'" + name + "' holds U+0000");
        }
        if (text.codePoints()
                .anyMatch(letter -> letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE)) {
            throw RequestException.bad("'" + name + "' holds half a character");
        }
        return text;
    }

    static Instant instant(String name, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below, like a time that is out of range.
        }
        throw RequestException.bad("'" + name + "' is no point in time such as 2024-02-29T12:00:00Z");
    }

    static LocalDate date(String name, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below, like a day that is out of range.
        }
        throw RequestException.bad("'" + name + "' is no day such as 2024-02-29");
    }

    static ZoneId zone(String name, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw RequestException.bad("'" + name + "' is no time zone such as Europe/Berlin");
        }
    }
}
