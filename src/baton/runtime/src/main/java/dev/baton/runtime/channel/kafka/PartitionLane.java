package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition while it is assigned to this process. Thread-safe: the channel adds records, and event
 * loops remove them.
 */
final class PartitionLane implements Lane.Origin<ConsumerRecord<byte[], byte[]>> {

    private final TopicPartition partition;
    private final Lane<ConsumerRecord<byte[], byte[]>> lane;
    private final Consumer<PartitionLane> onRoom;
    private final LaneLoad load;
    private final LaneOffsets offsets = new LaneOffsets();
    private final Deque<ConsumerRecord<byte[], byte[]>> announced = new ArrayDeque<>();

    /**
     * @param share returns how many bytes of the partition's records may wait
     * @param onRoom is called when the paused partition may be resumed, on any thread and possibly several times
     */
    PartitionLane(Lane.Setting setting, TopicPartition partition, LongSupplier share, Consumer<PartitionLane> onRoom) {
        this.partition = partition;
        this.onRoom = onRoom;
        this.load = new LaneLoad(setting.batchSize(), share);
        this.lane = new Lane<>(setting, this);
    }

    /**
     * Counts polled records that are delivered soon, and returns whether the partition must be paused now.
     *
     * @param next the offset at which the next poll begins
     */
    synchronized boolean polled(List<ConsumerRecord<byte[], byte[]>> records, long next) {
        boolean full = false;
        if (!records.isEmpty()) {
            announced.add(records.get(0));
            full = load.polled(records);
        }
        offsets.polled(next, load.isIdle());
        return full;
    }

    /** Returns how many bytes the records have that are not settled. */
    synchronized long bytes() {
        return load.bytes();
    }

    /** Records the offset at which the consumer begins, before its first poll. */
    synchronized void beginsAt(long offset) {
        offsets.polled(offset, load.isIdle());
    }

    /**
     * Delivers records that were {@link #polled}. Records of an earlier assignment of the partition are ignored because
     * they are polled again.
     */
    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty() && isAnnounced(records.get(0))) {
            lane.add(records);
        }
    }

    private synchronized boolean isAnnounced(ConsumerRecord<byte[], byte[]> first) {
        boolean next = announced.peek() == first;
        if (next) {
            announced.remove();
        }
        return next;
    }

    /** Returns whether the partition must be resumed now because it was paused and has room again. */
    synchronized boolean resume() {
        return load.resume();
    }

    /** Returns how many polled records are not settled. */
    synchronized int waiting() {
        return load.records();
    }

    synchronized boolean paused() {
        return load.paused();
    }

    /** Returns the offset up to which the records are settled; negative if it is not known. */
    synchronized long settled() {
        return offsets.reached();
    }

    /** Returns the offset to commit; negative when there is none or the group already has it. */
    synchronized long uncommitted() {
        return offsets.uncommitted();
    }

    /**
     * Records the offset that the group has, and returns whether the function has handled a record before that offset.
     */
    synchronized boolean committed(long offset) {
        return offsets.committed(offset);
    }

    /** Starts no further delivery. */
    void close() {
        lane.close();
    }

    /** Waits for the running delivery after {@link #close}. Returns false when it took too long. */
    boolean awaitDrained(Duration longest) throws InterruptedException {
        return lane.awaitDrained(longest);
    }

    @Override
    public IncomingEvent read(ConsumerRecord<byte[], byte[]> record, int attempt) {
        return KafkaEvents.read(record, attempt);
    }

    @Override
    public long bytes(ConsumerRecord<byte[], byte[]> record) {
        return LaneLoad.bytes(record);
    }

    @Override
    public void settled(List<ConsumerRecord<byte[], byte[]>> records) {
        if (countSettled(records)) {
            onRoom.accept(this);
        }
    }

    private synchronized boolean countSettled(List<ConsumerRecord<byte[], byte[]>> records) {
        boolean room = load.settled(records);
        offsets.handled(records.get(records.size() - 1).offset() + 1, load.isIdle());
        return room;
    }

    @Override
    public String position(ConsumerRecord<byte[], byte[]> record) {
        return "partition=" + partition + " offset=" + record.offset();
    }

    @Override
    public String toString() {
        return partition.toString();
    }
}
