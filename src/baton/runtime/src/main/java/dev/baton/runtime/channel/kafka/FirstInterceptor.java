package dev.baton.runtime.channel.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Takes the records that are read with a later poll out of this one, before interceptors of the application see them.
 */
public final class FirstInterceptor extends LaneInterceptor {

    @Override
    ConsumerRecords<byte[], byte[]> pass(ConsumerRecords<byte[], byte[]> records, ChannelLanes lanes) {
        return lanes.taken(records);
    }
}
