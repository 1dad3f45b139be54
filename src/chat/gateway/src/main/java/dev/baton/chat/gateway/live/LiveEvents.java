package dev.baton.chat.gateway.live;

import dev.baton.EventCatalog;
import dev.baton.EventTraces;
import dev.baton.KafkaChannels;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.MessageRedacted;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.RoomActivity;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.KafkaBinding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The consumer that wakes the sockets. It passes every event of the live topics to {@link Sessions}, from the start of
 * this process on. A record that can't be read is logged and skipped.
 */
@ApplicationScoped
class LiveEvents {

    private static final Logger LOG = Logger.getLogger(LiveEvents.class);
    private static final String CHANNEL = "chat-live";

    @Inject
    KafkaChannels channels;

    @Inject
    EventCatalog catalog;

    @Inject
    EventTraces traces;

    @Inject
    Sessions sessions;

    @Inject
    Clock clock;

    private @Nullable LiveTopics topics;

    void start(@Observes StartupEvent started) {
        List<String> live = Stream.of(
                        MessageLogged.class, MessageRedacted.class, RoomActivity.class, NotificationRequested.class)
                .map(catalog::topicOf)
                .toList();
        LiveTopics followed = new LiveTopics(this::settings, live, clock, this::tell);
        topics = followed;
        followed.start();
    }

    /** Called on the thread that reads. */
    private Map<String, Object> settings() {
        channels.boundRecords();
        return channels.incoming(CHANNEL);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (topics != null) {
            topics.close();
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        try {
            Event event = KafkaBinding.read(record.headers(), record.value());
            traces.continued(event, "push", () -> sessions.tell(catalog.read(event)));
        } catch (RuntimeException | StackOverflowError e) { // data may be nested deeper than its reader can go
            LOG.warnf(
                    "Live event skipped because it can't be read: topic=%s partition=%d offset=%d cause=%s",
                    record.topic(), record.partition(), record.offset(), e.toString());
        }
    }
}
