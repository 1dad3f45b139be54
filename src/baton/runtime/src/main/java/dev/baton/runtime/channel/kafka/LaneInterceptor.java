package dev.baton.runtime.channel.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Passes the polled records to the lanes of a channel, on the polling thread and before the channel receives them. Only
 * then can a partition be paused before the next poll. The Kafka client creates the instance, which uses the
 * {@link Link} in its configuration.
 */
public class LaneInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    /** The link through which the interceptor finds the lanes, which are created after the client's configuration. */
    static final class Link {

        static final String SETTING = "baton.lanes";

        private volatile @Nullable ChannelLanes lanes;

        static @Nullable Link of(Map<String, ?> configuration) {
            return (Link) configuration.get(SETTING);
        }

        /**
         * Returns whether the consumer passes all records to its lanes, and exactly those that the channel receives.
         */
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
     * Reports that the lanes could not take the polled records. The Kafka client only logs an exception of an
     * interceptor and continues after the records. An error fails the poll, so that a new consumer polls the records
     * again.
     */
    private static final class Unseen extends Error {

        Unseen(RuntimeException cause) {
            super("the function did not receive polled records, which are polled again", cause);
        }
    }

    private @Nullable Link link;

    @Override
    public void configure(Map<String, ?> configuration) {
        link = Link.of(configuration);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        try {
            return pass(records, lanes());
        } catch (RuntimeException e) {
            throw new Unseen(e);
        }
    }

    /** Returns the records that the next interceptor receives. */
    ConsumerRecords<byte[], byte[]> pass(ConsumerRecords<byte[], byte[]> records, ChannelLanes lanes) {
        lanes.onPolled(records);
        return records;
    }

    private ChannelLanes lanes() {
        ChannelLanes lanes = link == null ? null : link.lanes;
        if (lanes == null) {
            throw new IllegalStateException("the consumer has no lanes");
        }
        return lanes;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
