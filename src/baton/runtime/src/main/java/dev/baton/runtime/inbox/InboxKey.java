package dev.baton.runtime.inbox;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** The key of a row of the inbox. Keys have the order that they have in the database. */
record InboxKey(byte[] bytes) implements Comparable<InboxKey> {

    static byte[][] bytes(Collection<InboxKey> keys) {
        return keys.stream().map(InboxKey::bytes).toArray(byte[][]::new);
    }

    @Override
    public int compareTo(InboxKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InboxKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
