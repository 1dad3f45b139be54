package dev.baton.cloudevents;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Timestamps of RFC 3339 with any number of fraction digits, upper or lower case letters, and leap seconds. Java has
 * nanosecond precision and no leap seconds: further digits are cut off, and a leap second becomes the last nanosecond
 * of the second before it.
 */
public final class Rfc3339 {

    /** The number of characters of {@code yyyy-MM-ddTHH:mm:ss}. */
    private static final int SECONDS_END = 19;

    private static final int LEAP_SECOND = 60;
    private static final int NANO_DIGITS = 9;
    private static final int MOST_NANOS = 999_999_999;
    private static final int OFFSET_LENGTH = "+00:00".length();
    private static final int MOST_OFFSET_SECONDS = ZoneOffset.MAX.getTotalSeconds();

    private final String text;

    /** Where the fraction of the second ends, and the offset begins. */
    private final int fractionEnd;

    private Rfc3339(String text) {
        this.text = text;
        this.fractionEnd = fractionEnd(text);
    }

    /** @throws IllegalArgumentException if the text is not a timestamp of RFC 3339 or the time does not exist */
    public static OffsetDateTime parse(String text) {
        if (text.length() <= SECONDS_END) {
            throw refused(text);
        }
        try {
            return new Rfc3339(text).time();
        } catch (DateTimeException noSuchTime) {
            throw refused(text);
        }
    }

    private OffsetDateTime time() {
        int second = number(after(16, ':', ':'), SECONDS_END);
        boolean leap = second == LEAP_SECOND;
        LocalDateTime local = LocalDateTime.of(
                number(0, 4),
                number(after(4, '-', '-'), 7),
                number(after(7, '-', '-'), 10),
                number(after(10, 'T', 't'), 13),
                number(after(13, ':', ':'), 16),
                leap ? second - 1 : second,
                leap ? MOST_NANOS : nanos());
        int offset = offsetSeconds();
        if (offset == 0 && !leap) { // as most events have it, without arithmetic
            return OffsetDateTime.of(local, ZoneOffset.UTC);
        }
        LocalDateTime utc = local.minusSeconds(offset);
        if (leap && (utc.getHour() != 23 || utc.getMinute() != 59)) {
            throw refused(text);
        }
        return Math.abs(offset) <= MOST_OFFSET_SECONDS
                ? OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(offset))
                : utc.atOffset(ZoneOffset.UTC);
    }

    /** Returns the index after the separator, which must be one of the two characters. */
    private int after(int index, char separator, char other) {
        char found = text.charAt(index);
        if (found != separator && found != other) {
            throw refused(text);
        }
        return index + 1;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw refused(text);
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int fractionEnd(String text) {
        if (text.charAt(SECONDS_END) != '.') {
            return SECONDS_END;
        }
        int end = SECONDS_END + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == SECONDS_END + 1 || end == text.length()) {
            throw refused(text);
        }
        return end;
    }

    private int nanos() {
        int nanos = 0;
        for (int digit = 1; digit <= NANO_DIGITS; digit++) {
            int index = SECONDS_END + digit;
            nanos = 10 * nanos + (index < fractionEnd ? text.charAt(index) - '0' : 0);
        }
        return nanos;
    }

    private int offsetSeconds() {
        char sign = text.charAt(fractionEnd);
        if ((sign == 'Z' || sign == 'z') && text.length() == fractionEnd + 1) {
            return 0;
        }
        if ((sign != '+' && sign != '-') || text.length() != fractionEnd + OFFSET_LENGTH) {
            throw refused(text);
        }
        int hours = number(fractionEnd + 1, fractionEnd + 3);
        int minutes = number(after(fractionEnd + 3, ':', ':'), fractionEnd + OFFSET_LENGTH);
        if (hours > 23 || minutes > 59) {
            throw refused(text);
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "it must be a timestamp of RFC 3339 such as 2026-11-29T09:00:00Z, with :60 only at 23:59 UTC, but was '"
                        + Shown.of(text) + "'");
    }
}
