package dev.baton.runtime.outbox;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The times that ids carry, which let the inbox keep events of one time close to each other. Nothing else depends on
 * them: any publisher may choose an id with any time. A time is carried by a UUID of version 7 (RFC 9562), and by the id
 * of a follow-up: a UUID of version 8, a hyphen, and the time of its cause in seconds, as eight hexadecimal digits. The
 * SQL function {@code baton_inbox_key} reads the same times.
 */
public final class TimedIds {

    /** The seconds of 2020-01-01 and 2100-01-01. Other times are those of ids that only look like a timed one. */
    private static final long FIRST = 1_577_836_800L;

    private static final long END = 4_102_444_800L;

    private static final int UUID_LENGTH = 36;
    private static final int TIME_LENGTH = 8;
    private static final int VERSION = 14;
    private static final int VARIANT = 19;

    private TimedIds() {}

    /** Returns the time that the id carries, in seconds since 1970, which fit in 32 bits; empty if it carries none. */
    public static OptionalLong seconds(String id) {
        long seconds = -1;
        if (id.length() == UUID_LENGTH && isUuid(id, '7')) {
            seconds = (hex(id, 0, 8) << 16 | hex(id, 9, 13)) / 1000;
        } else if (id.length() == UUID_LENGTH + 1 + TIME_LENGTH && id.charAt(UUID_LENGTH) == '-' && isUuid(id, '8')) {
            seconds = hex(id, UUID_LENGTH + 1, id.length());
        }
        return seconds >= FIRST && seconds < END ? OptionalLong.of(seconds) : OptionalLong.empty();
    }

    /** Returns the id with this time, which must be one that {@link #seconds} returned. */
    static String withTime(String uuid, long seconds) {
        return uuid + "-" + HexFormat.of().toHexDigits((int) seconds);
    }

    private static boolean isUuid(String id, char version) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? id.charAt(i) != '-' : digit(id.charAt(i)) < 0) {
                return false;
            }
        }
        return id.charAt(VERSION) == version && (digit(id.charAt(VARIANT)) & 0xC) == 0x8;
    }

    /** Returns the number that the characters make up; negative if one of them is not a hexadecimal digit. */
    private static long hex(String id, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(id.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    /** Unlike {@link Character#digit}, accepts no digits outside of ASCII. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
