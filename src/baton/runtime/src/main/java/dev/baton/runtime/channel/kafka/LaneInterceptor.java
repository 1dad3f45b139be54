package dev.baton.runtime.channel.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows the lanes of a channel what its consumer polled, on the polling thread and before the channel has it: only
 * there a partition can be paused before the next poll. The Kafka client makes the instance, of the {@link Link} in its
 * configuration.
 */
public final class LaneInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    /** Where the interceptor finds the lanes, which are made after the client's configuration. */
    static final class Link {

        static final String SETTING = "baton.lanes";

        private volatile ChannelLanes lanes;

        static Link of(Map<String, ?> configuration) {
            return (Link) configuration.get(SETTING);
        }

        /** Returns whether the consumer shows its lanes all records, and exactly those that the channel gets. */
        static boolean isLast(Map<String, ?> configuration) {
            return of(configuration) != null
                    && configuration.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG) instanceof List<?> all
                    && !all.isEmpty()
                    && all.get(all.size() - 1).equals(LaneInterceptor.class.getName());
        }

        void to(ChannelLanes lanes) {
            this.lanes = lanes;
        }
    }

    /**
     * The lanes could not take what was polled. The Kafka client only logs an exception of an interceptor, and goes on
     * behind the records; an error fails the poll, so that a new consumer polls them again.
     */
    private static final class Unseen extends Error {

        Unseen(RuntimeException cause) {
            super("the function did not receive polled records, which are polled again", cause);
        }
    }

    private Link link;

    @Override
    public void configure(Map<String, ?> configuration) {
        link = Link.of(configuration);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        try {
            link.lanes.onPolled(records);
            return records;
        } catch (RuntimeException e) {
            throw new Unseen(e);
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
