package dev.baton.runtime.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. Numbers are written with as many bytes as they need. Used by one thread at a time. */
final class Bytes {

    private static final int SEVEN_BITS = 7;
    private static final int MORE = 0x80;

    private byte[] bytes;
    private int length;

    Bytes(int expected) {
        this.bytes = new byte[expected];
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Writes a number that is not negative. */
    void number(long value) {
        long rest = value;
        while (rest >= MORE) {
            octet((int) rest | MORE);
            rest >>>= SEVEN_BITS;
        }
        octet((int) rest);
    }

    /** Writes a number that may be negative, as one that is odd if it is. */
    void signed(long value) {
        long rest = value << 1 ^ value >> Long.SIZE - 1;
        while ((rest & ~(MORE - 1L)) != 0) {
            octet((int) rest | MORE);
            rest >>>= SEVEN_BITS;
        }
        octet((int) rest);
    }

    /** Writes the last bytes of a number. */
    void fixed(long value, int count) {
        room(count);
        for (int i = count - 1; i >= 0; i--) {
            bytes[length++] = (byte) (value >>> i * Byte.SIZE);
        }
    }

    /** Writes a text with its length, in UTF-8. A character that has no code is replaced. */
    void text(String text) {
        array(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an array with its length. */
    void array(byte[] array) {
        number(array.length);
        room(array.length);
        System.arraycopy(array, 0, bytes, length, array.length);
        length += array.length;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
