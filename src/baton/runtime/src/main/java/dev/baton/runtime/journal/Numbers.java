package dev.baton.runtime.journal;

import java.nio.ByteBuffer;

/** Reads the numbers that {@link Bytes} writes. */
final class Numbers {

    private static final int SEVEN_BITS = 7;

    private Numbers() {}

    static long read(ByteBuffer bytes) {
        long value = 0;
        int shift = 0;
        byte octet = bytes.get();
        while (octet < 0) {
            value |= (octet & 0x7FL) << shift;
            shift += SEVEN_BITS;
            octet = bytes.get();
        }
        return value | (long) octet << shift;
    }

    static long readSigned(ByteBuffer bytes) {
        long read = read(bytes);
        return read >>> 1 ^ -(read & 1);
    }
}
