package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition for as long as this process has it. Thread-safe: the channel fills it, event loops empty
 * it.
 */
final class PartitionLane implements Lane.Origin<ConsumerRecord<byte[], byte[]>> {

    private final TopicPartition partition;
    private final Lane<ConsumerRecord<byte[], byte[]>> lane;
    private final Consumer<PartitionLane> onRoom;
    private final LaneLoad load;
    private final LaneOffsets offsets = new LaneOffsets();
    private final Deque<ConsumerRecord<byte[], byte[]>> announced = new ArrayDeque<>();

    /**
     * @param onRoom is called when the partition was paused and may be resumed; on any thread, perhaps several times
     */
    PartitionLane(Lane.Setting setting, TopicPartition partition, Consumer<PartitionLane> onRoom) {
        this.partition = partition;
        this.onRoom = onRoom;
        this.load = new LaneLoad(setting.batchSize());
        this.lane = new Lane<>(setting, this);
    }

    /**
     * Counts records that were polled, and are delivered soon; returns whether the partition has to be paused now.
     *
     * @param next where the next poll begins
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

    /** Notes where the consumer begins, before its first poll. */
    synchronized void beginsAt(long offset) {
        offsets.polled(offset, load.isIdle());
    }

    /**
     * Delivers records that were {@link #polled}. Those of an earlier assignment of the partition are left out: they
     * come again.
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

    /** Returns whether the partition is to be resumed now: it was paused, and has room again. */
    synchronized boolean resume() {
        return load.resume();
    }

    /** Returns the offset to commit; negative when there is none, or the group knows it already. */
    synchronized long uncommitted() {
        return offsets.uncommitted();
    }

    /** Notes what the group knows; returns whether the function has handled a record before that offset. */
    synchronized boolean committed(long offset) {
        return offsets.committed(offset);
    }

    /** Starts no further delivery. */
    void close() {
        lane.close();
    }

    /** Waits, after {@link #close}, for the delivery that still runs; false when it took too long. */
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
