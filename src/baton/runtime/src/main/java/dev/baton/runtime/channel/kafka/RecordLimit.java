package dev.baton.runtime.channel.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of the records that Kafka's client unpacks from compressed batches. A few hundred kilobytes unpack
 * to hundreds of megabytes, and the client allocates each record as a whole, on the polling thread, before any other
 * code is involved. The build therefore makes the client read records with {@link #read}. On a thread with a limit, a
 * {@link StandIn} takes the place of each record that is larger, and of all further records of a poll once the limit of
 * the poll is reached. Other threads read all records as they are.
 */
public final class RecordLimit {

    private static final ThreadLocal<@Nullable RecordLimit> CURRENT = new ThreadLocal<>();

    /** The number of batches for which this class remembers how far they were read. */
    private static final int BATCHES = 100;

    private final int record;
    private final long poll;
    private final Map<Long, Long> readUpTo = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > BATCHES;
        }
    };
    private final Set<Long> endedAt = new HashSet<>();
    private long used;
    private boolean any;

    private RecordLimit(int record, long poll) {
        this.record = record;
        this.poll = poll;
    }

    /** Limits the records that this thread unpacks from now on to this many bytes each. */
    public static void onThisThread(int record) {
        CURRENT.set(new RecordLimit(record, Long.MAX_VALUE));
    }

    /**
     * Does the same, and also limits the bytes of all records of a poll. After each poll, the thread has to call
     * {@link #nextPoll}, and to poll again the records that have to be read later.
     */
    public static void onThisThread(int record, long poll) {
        CURRENT.set(new RecordLimit(record, Math.max(record, poll)));
    }

    /** Returns whether the poll that has ended has records that have to be read later. */
    public static boolean isCutOff() {
        RecordLimit limit = CURRENT.get();
        return limit != null && !limit.endedAt.isEmpty();
    }

    /**
     * Begins the next poll. It returns a record in any case.
     *
     * @param held how many bytes of earlier polls are still held; the next poll returns that many fewer
     */
    public static void nextPoll(long held) {
        RecordLimit limit = CURRENT.get();
        if (limit != null) {
            limit.endedAt.clear();
            limit.used = held;
            limit.any = false;
        }
    }

    /**
     * Returns the next record of a compressed batch, preceded by its size. It is called by
     * {@code org.apache.kafka.common.record.DefaultRecord.readFrom(InputStream, long, ...)}.
     *
     * @param first the first offset of the batch
     */
    public static ByteBuffer read(InputStream batch, long first) throws IOException {
        int size = ByteUtils.readVarint(batch);
        RecordLimit limit = CURRENT.get();
        return limit == null ? whole(batch, size) : limit.read(batch, first, size);
    }

    private ByteBuffer read(InputStream batch, long first, int size) throws IOException {
        if (size > record) {
            return StandIn.skipping(batch, size, StandIn.TOO_LARGE).record();
        }
        boolean ended = !endedAt.isEmpty() && endedAt.contains(first);
        if (ended || any && used + size > poll) {
            StandIn later = StandIn.skipping(batch, size, StandIn.LATER);
            if (endedAt.add(first)) {
                readUpTo.merge(first, first + later.offsetDelta(), Math::max);
            }
            return later.record();
        }
        ByteBuffer whole = whole(batch, size);
        if (!isSkipped(first, whole)) {
            used += size;
            any = true;
        }
        return whole;
    }

    /**
     * Returns whether an earlier poll has read the record. The client reads a batch from its beginning each time, and
     * drops the records before its position at once.
     */
    private boolean isSkipped(long first, ByteBuffer whole) {
        Long end = readUpTo.isEmpty() ? null : readUpTo.get(first);
        if (end == null) {
            return false;
        }
        ByteBuffer body = whole.duplicate();
        ByteUtils.readVarint(body);
        body.get();
        ByteUtils.readVarlong(body);
        return first + ByteUtils.readVarint(body) < end;
    }

    private static ByteBuffer whole(InputStream batch, int size) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(ByteUtils.sizeOfVarint(size) + size);
        ByteUtils.writeVarint(size, whole);
        int read = Utils.readFully(batch, whole);
        if (read != size) {
            throw new InvalidRecordException("Invalid record size: expected " + size
                    + " bytes in record payload, but the record payload reached EOF.");
        }
        return whole.flip();
    }
}
