package dev.baton.runtime.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ids, keys and types in a row of the journal, by which the row is found: for a row with few of them, the 64-bit
 * hashes of its ids, which are in an index, and for any row a Bloom filter of everything. Used by one thread at a time.
 */
final class Marks {

    /** The number of hashes up to which a row is in the index. A larger row would cost more there than it costs itself. */
    static final int MOST_INDEXED = 32;

    /** The number of bits that a mark sets in a filter. */
    private static final int BITS = 4;

    private static final int PART_BITS = 31;
    private static final long PART = (1L << PART_BITS) - 1;
    private static final int BITS_OF_A_MARK = 16;
    private static final int LEAST_BYTES = 8;

    /** Two rows with such a filter fit on a page. The filter has to be on the page of its row. */
    private static final int MOST_BYTES = 3_600;

    private static final long ID = 0xcbf29ce484222325L;
    private static final long KEY = 0x9e3779b97f4a7c15L;
    private static final long TYPE = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME = 0x100000001b3L;

    private long[] marks = new long[16];
    private int count;
    private final long[] ids = new long[MOST_INDEXED];
    private int idCount;

    /** Adds the id of an event, or of a chain. */
    void id(String id) {
        long mark = hashOfId(id);
        if (idCount < MOST_INDEXED) {
            ids[idCount] = mark;
        }
        idCount++;
        add(mark);
    }

    void key(String key) {
        add(hashOfKey(key));
    }

    void type(String type) {
        add(hashOfType(type));
    }

    private void add(long mark) {
        if (count == marks.length) {
            marks = Arrays.copyOf(marks, 2 * count);
        }
        marks[count++] = mark;
    }

    /** Returns the hashes for the index; null if there are too many. */
    Long @Nullable [] indexed() {
        return idCount > MOST_INDEXED
                ? null
                : Arrays.stream(ids, 0, idCount).distinct().boxed().toArray(Long[]::new);
    }

    byte[] filter() {
        byte[] filter = new byte[Math.min(MOST_BYTES, Math.max(LEAST_BYTES, count * BITS_OF_A_MARK / Byte.SIZE))];
        for (int i = 0; i < count; i++) {
            set(filter, marks[i]);
        }
        return filter;
    }

    private static void set(byte[] filter, long mark) {
        long bits = (long) filter.length * Byte.SIZE;
        long first = first(mark);
        long step = step(mark);
        for (int i = 0; i < BITS; i++) {
            int bit = (int) ((first + i * step & PART) * bits >>> PART_BITS);
            filter[bit >> 3] |= (byte) (1 << (bit & 7));
        }
    }

    /** Returns the number from which the bits of a mark follow, together with {@link #step}. It is not negative. */
    static long first(long mark) {
        return mixed(mark) >>> 33;
    }

    static long step(long mark) {
        return mixed(mark) & PART;
    }

    static long hashOfId(String id) {
        return hash(ID, id);
    }

    static long hashOfKey(String key) {
        return hash(KEY, key);
    }

    static long hashOfType(String type) {
        return hash(TYPE, type);
    }

    private static long hash(long seed, String text) {
        long hash = seed;
        int length = Math.min(text.length(), JournalEvent.MAX_LENGTH);
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mixed(hash);
    }

    /** The last steps of MurmurHash 3. */
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
