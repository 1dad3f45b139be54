package dev.baton.runtime.request.kafka;

import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.channel.kafka.BatonChannels;
import dev.baton.runtime.channel.kafka.ChannelSettings;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.RequestConfig;
import dev.baton.runtime.request.ReplyTopics;
import dev.baton.runtime.request.WaitingRequests;
import dev.baton.runtime.telemetry.Steady;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply topics while requests wait, and for a while afterwards. The first request starts a consumer, which
 * ends after no request has waited for the idle timeout.
 */
@Singleton
class KafkaReplyTopics implements ReplyTopics {

    private final ChannelSettings channels;
    private final WaitingRequests requests;
    private final Catalog catalog;
    private final RequestConfig config;
    private final Clock clock;
    private @Nullable ReplyConsumer consumer;

    KafkaReplyTopics(
            ChannelSettings channels,
            WaitingRequests requests,
            Catalog catalog,
            BatonConfig config,
            @Steady Clock clock) {
        this.channels = channels;
        this.requests = requests;
        this.catalog = catalog;
        this.config = config.request();
        this.clock = clock;
    }

    @Override
    public Uni<Void> follow(String type) {
        return Uni.createFrom()
                .completionStage(() -> running().follow(catalog.topicOf(type)).minimalCompletionStage());
    }

    private synchronized ReplyConsumer running() {
        if (consumer == null) {
            consumer = new ReplyConsumer(this::settings, requests, clock, config.idleTimeout(), this::mayEnd);
            consumer.start();
        }
        return consumer;
    }

    /** Called on the thread of the consumer. */
    private Map<String, Object> settings() {
        channels.boundRecords();
        return channels.incoming(BatonChannels.REPLIES);
    }

    /**
     * Returns whether the consumer may end. Requests pass the same lock: a request that already waits keeps the
     * consumer, and a later request gets a new one.
     */
    private synchronized boolean mayEnd() {
        if (requests.size() > 0) {
            return false;
        }
        consumer = null;
        return true;
    }

    void stop(@Observes Stopping event) {
        ReplyConsumer last;
        synchronized (this) {
            last = consumer;
        }
        if (last != null) {
            last.stop();
        }
    }
}
