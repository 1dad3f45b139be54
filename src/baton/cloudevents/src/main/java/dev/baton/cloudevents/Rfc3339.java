package dev.baton.cloudevents;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps of RFC 3339 with any number of fraction digits, upper or lower case letters, and leap seconds. Java has
 * nanosecond precision and no leap seconds: further digits are cut off, and a leap second becomes the last nanosecond
 * of the second before it.
 */
final class Rfc3339 {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");

    private static final int LEAP_SECOND = 60;
    private static final int NANO_DIGITS = 9;
    private static final int MOST_NANOS = 999_999_999;
    private static final int MOST_OFFSET_SECONDS = ZoneOffset.MAX.getTotalSeconds();

    private Rfc3339() {}

    /** @throws IllegalArgumentException if the text is not a timestamp of RFC 3339 or the time does not exist */
    static OffsetDateTime parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refused(text);
        }
        try {
            int second = number(parts, 6);
            boolean leap = second == LEAP_SECOND;
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    leap ? second - 1 : second,
                    leap ? MOST_NANOS : nanos(parts.group(7)));
            int offset = offsetSeconds(parts);
            LocalDateTime utc = local.minusSeconds(offset);
            if (leap && (utc.getHour() != 23 || utc.getMinute() != 59)) {
                throw refused(text);
            }
            return Math.abs(offset) <= MOST_OFFSET_SECONDS
                    ? OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(offset))
                    : utc.atOffset(ZoneOffset.UTC);
        } catch (DateTimeException noSuchTime) {
            throw refused(text);
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static int nanos(String digits) {
        if (digits == null) {
            return 0;
        }
        String cut = digits.length() > NANO_DIGITS ? digits.substring(0, NANO_DIGITS) : digits;
        return Integer.parseInt(cut + "0".repeat(NANO_DIGITS - cut.length()));
    }

    private static int offsetSeconds(Matcher parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        int hours = number(parts, 9);
        int minutes = number(parts, 10);
        if (hours > 23 || minutes > 59) {
            throw refused(parts.group());
        }
        int seconds = hours * 3600 + minutes * 60;
        return parts.group(8).equals("-") ? -seconds : seconds;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "it must be a timestamp of RFC 3339 such as 2026-11-29T09:00:00Z, with :60 only at 23:59 UTC, but was '"
                        + Shown.of(text) + "'");
    }
}
