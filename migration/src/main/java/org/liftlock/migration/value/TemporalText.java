package org.liftlock.migration.value;

/**
 * Reads a date or time from text: ISO 8601 with blank or T, fractions of any length, {@code Z} or an offset, and what
 * Go's {@code time.String} adds to it (a zone's abbreviation, {@code m=±…}).
 *
 * <p>A reader is reused for many values and keeps the last one; not thread-safe. It is over 300 lines because it is one thing:
 * a grammar that is read from left to right.
 */
public final class TemporalText {

    private static final int PLAIN_LENGTH = "2021-07-26 12:51:46".length();
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private byte[] text = {};
    private int begin;
    private int end;
    private int at;
    private long epochDay;
    private long secondOfDay;
    private int nanos;
    private boolean belowNanos;
    private int offsetSeconds;

    /**
     * Reads one text.
     *
     * @param bytes the text in UTF-8
     * @return its form; the other methods answer for {@code DATE}, {@code LOCAL} and {@code ZONED}
     */
    public TemporalForm read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /**
     * Reads one text that is a part of an array, which must stay as it is while the other methods are asked.
     *
     * @param bytes the text in UTF-8, and what stands around it
     * @param from where it begins
     * @param length how many bytes it has
     * @return its form; the other methods answer for {@code DATE}, {@code LOCAL} and {@code ZONED}
     */
    public TemporalForm read(byte[] bytes, int from, int length) {
        text = bytes;
        begin = from;
        end = from + length;
        at = from;
        secondOfDay = 0;
        nanos = 0;
        belowNanos = false;
        offsetSeconds = 0;
        if (length == 0) {
            return TemporalForm.EMPTY;
        }
        if (length == PLAIN_LENGTH && plain(bytes, from)) {
            return TemporalForm.LOCAL;
        }
        if (!date()) {
            return TemporalForm.OTHER;
        }
        if (at == end) {
            return TemporalForm.DATE;
        }
        if (text[at] != ' ' && text[at] != 'T') {
            return TemporalForm.OTHER;
        }
        at++;
        if (!time()) {
            return TemporalForm.OTHER;
        }
        if (at == end) {
            return TemporalForm.LOCAL;
        }
        return zone() ? TemporalForm.ZONED : TemporalForm.OTHER;
    }

    /**
     * Days since 1970-01-01.
     *
     * @return the day, local to the text's own zone
     */
    public long epochDay() {
        return epochDay;
    }

    /**
     * Microseconds since 1970-01-01T00:00, in UTC for {@code ZONED}, else in local time; digits below are rounded half
     * even.
     *
     * @return the microseconds
     */
    public long micros() {
        long seconds = epochDay * 86_400 + secondOfDay - offsetSeconds;
        long micros = seconds * MICROS_PER_SECOND + nanos / 1000;
        int rest = nanos % 1000;
        boolean up = rest > 500 || (rest == 500 && (belowNanos || (micros & 1) == 1));
        return up ? micros + 1 : micros;
    }

    /**
     * How many digits follow the seconds, if the text is spelled {@code YYYY-MM-DD HH:MM:SS} with or without them, as
     * SQLite's own functions spell it.
     *
     * @return the digits, or -1 for another spelling
     */
    public int digitsOfPlainSpelling() {
        int length = end - begin;
        boolean plain = length >= PLAIN_LENGTH
                && text[begin + 10] == ' '
                && (length == PLAIN_LENGTH || text[begin + PLAIN_LENGTH] == '.')
                && at == end
                && text[end - 1] >= '0'
                && text[end - 1] <= '9';
        return !plain ? -1 : Math.max(0, length - PLAIN_LENGTH - 1);
    }

    /**
     * Whether digits other than zero stand below the microsecond.
     *
     * @return true if rounding changes the value
     */
    public boolean hasDigitsBelowMicroseconds() {
        return belowNanos || nanos % 1000 != 0;
    }

    /** Reads the commonest spelling, {@code YYYY-MM-DD HH:MM:SS}; at anything else the general way has to find out what it is. */
    private boolean plain(byte[] bytes, int from) {
        int century = two(bytes, from);
        int yearOfCentury = two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int second = two(bytes, from + 17);
        boolean digits = (century | yearOfCentury | month | day | hour | minute | second) >= 0;
        boolean symbols = bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] == ' ' || bytes[from + 10] == 'T')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        int year = century * 100 + yearOfCentury;
        if (!digits || !symbols || !isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return false;
        }
        epochDay = epochDay(year, month, day);
        secondOfDay = hour * 3600L + minute * 60L + second;
        at = end;
        return true;
    }

    /** A number of two digits, or a negative one. */
    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
    }

    private static boolean isDate(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= DAYS[month - 1] || (month == 2 && day == 29 && isLeap(year));
    }

    private boolean date() {
        int year = digits(4);
        if (year < 1 || !symbol('-')) {
            return false;
        }
        int month = digits(2);
        if (!symbol('-')) {
            return false;
        }
        int day = digits(2);
        if (!isDate(year, month, day)) {
            return false;
        }
        epochDay = epochDay(year, month, day);
        return true;
    }

    /** The days-from-civil algorithm in the proleptic Gregorian calendar, counted from March. */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = y / 400;
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private boolean time() {
        int hour = digits(2);
        if (hour < 0 || hour > 23 || !symbol(':')) {
            return false;
        }
        int minute = digits(2);
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = 0;
        if (symbol(':')) {
            second = digits(2);
            if (second < 0 || second > 59) {
                return false;
            }
            if (symbol('.') && !fraction()) {
                return false;
            }
        }
        secondOfDay = hour * 3600L + minute * 60L + second;
        return true;
    }

    private boolean fraction() {
        int start = at;
        int weight = 100_000_000;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            int digit = text[at] - '0';
            if (weight > 0) {
                nanos += digit * weight;
                weight /= 10;
            } else if (digit != 0) {
                belowNanos = true;
            }
            at++;
        }
        return at > start;
    }

    private boolean zone() {
        symbol(' ');
        if (symbol('Z')) {
            return at == end;
        }
        if (rest("UTC") || rest("GMT")) {
            return true;
        }
        if (at == end || (text[at] != '+' && text[at] != '-')) {
            return false;
        }
        int sign = text[at] == '-' ? -1 : 1;
        at++;
        int hours = digits(2);
        if (hours < 0 || hours > 18) {
            return false;
        }
        int minutes = 0;
        int seconds = 0;
        if (at < end && text[at] != ' ') {
            boolean colon = symbol(':');
            minutes = digits(2);
            if (colon && symbol(':')) {
                seconds = digits(2);
            }
            if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
                return false;
            }
        }
        offsetSeconds = sign * (hours * 3600 + minutes * 60 + seconds);
        return abbreviation() && monotonicClock() && at == end;
    }

    /** Go prints the zone's abbreviation, or the offset once more, behind the offset. */
    private boolean abbreviation() {
        if (at == end || text[at] != ' ' || (at + 1 < end && text[at + 1] == 'm')) {
            return true;
        }
        int start = ++at;
        while (at < end && text[at] != ' ') {
            byte c = text[at];
            boolean allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
            if (!allowed) {
                return false;
            }
            at++;
        }
        return at > start;
    }

    private boolean monotonicClock() {
        if (at == end) {
            return true;
        }
        if (at + 3 >= end || text[at] != ' ' || text[at + 1] != 'm' || text[at + 2] != '=') {
            return false;
        }
        for (at += 3; at < end; at++) {
            byte c = text[at];
            if ((c < '0' || c > '9') && c != '.' && c != '+' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private boolean rest(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at = end;
        return true;
    }

    private boolean symbol(char c) {
        if (at < end && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads exactly so many digits; -1 if they are not there. */
    private int digits(int count) {
        if (at + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = text[at + i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        at += count;
        return value;
    }
}
