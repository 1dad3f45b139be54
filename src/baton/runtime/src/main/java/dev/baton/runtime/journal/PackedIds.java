package dev.baton.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids as few bytes. A UUID in lower case takes 17, with the time of a follow-up's id 21, and an id that was written just
 * before takes one.
 */
final class PackedIds {

    private static final int NONE = 0;
    private static final int TEXT = 1;
    private static final int UUID_ONLY = 2;
    private static final int UUID_AND_TIME = 3;
    private static final int SAME_AS_FIRST = 4;
    private static final int SAME_AS_SECOND = 5;

    private static final int UUID_LENGTH = 36;
    private static final int TIMED_LENGTH = 45;
    private static final int TIME_BYTES = 4;

    private PackedIds() {}

    /**
     * Writes an id.
     *
     * @param first an id that the reader knows, or null
     * @param second another one, or null
     */
    static void write(Bytes bytes, @Nullable String id, @Nullable String first, @Nullable String second) {
        if (id == null) {
            bytes.octet(NONE);
        } else if (id.equals(first)) {
            bytes.octet(SAME_AS_FIRST);
        } else if (id.equals(second)) {
            bytes.octet(SAME_AS_SECOND);
        } else if (!writeUuid(bytes, id)) {
            bytes.octet(TEXT);
            bytes.text(id);
        }
    }

    private static boolean writeUuid(Bytes bytes, String id) {
        boolean timed = id.length() == TIMED_LENGTH && id.charAt(UUID_LENGTH) == '-';
        if (!timed && id.length() != UUID_LENGTH || !isUuid(id)) {
            return false;
        }
        long time = timed ? hex(id, UUID_LENGTH + 1, TIMED_LENGTH) : 0;
        if (time < 0) {
            return false;
        }
        bytes.octet(timed ? UUID_AND_TIME : UUID_ONLY);
        bytes.fixed(hex(id, 0, 8) << 32 | hex(id, 9, 13) << 16 | hex(id, 14, 18), Long.BYTES);
        bytes.fixed(hex(id, 19, 23) << 48 | hex(id, 24, UUID_LENGTH), Long.BYTES);
        if (timed) {
            bytes.fixed(time, TIME_BYTES);
        }
        return true;
    }

    static @Nullable String read(ByteBuffer bytes, @Nullable String first, @Nullable String second) {
        int tag = bytes.get();
        return switch (tag) {
            case NONE -> null;
            case TEXT -> text(bytes);
            case UUID_ONLY -> uuid(bytes);
            case UUID_AND_TIME -> uuid(bytes) + "-" + HexFormat.of().toHexDigits(bytes.getInt());
            case SAME_AS_FIRST -> first;
            case SAME_AS_SECOND -> second;
            default -> throw new IllegalStateException("the journal has an id of the unknown kind " + tag);
        };
    }

    private static String uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[(int) Numbers.read(bytes)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static boolean isUuid(String id) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? id.charAt(i) != '-' : digit(id.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number that the lower-case digits make up; negative if one of them is none. */
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

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
