package dev.baton.kafka;

import java.util.Map;
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

        void to(ChannelLanes lanes) {
            this.lanes = lanes;
        }
    }

    private Link link;

    @Override
    public void configure(Map<String, ?> configuration) {
        link = Link.of(configuration);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        link.lanes.onPolled(records);
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
