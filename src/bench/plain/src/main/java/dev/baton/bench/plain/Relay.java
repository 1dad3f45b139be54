package dev.baton.bench.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The relay: it publishes the outbox by position, then deletes the confirmed events. Only one process runs it at a
 * time.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final int BATCH = 1000;
    private static final long PAUSE_MILLIS = 5;

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final Vertx vertx;

    @Channel("outbox")
    @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
    MutinyEmitter<byte[]> emitter;

    @ConfigProperty(name = "bench.relay", defaultValue = "true")
    boolean enabled;

    Relay(Mutiny.SessionFactory sessions, ObjectMapper json, Vertx vertx) {
        this.sessions = sessions;
        this.json = json;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (!enabled) {
            return;
        }
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> round());
    }

    private void round() {
        sessions.withTransaction((session, transaction) -> publish(session))
                .onFailure()
                .invoke(failure -> LOG.error("Relay failed", failure))
                .onFailure()
                .recoverWithNull()
                .subscribe()
                .with(done -> vertx.setTimer(PAUSE_MILLIS, ignored -> round()));
    }

    private Uni<Void> publish(Mutiny.Session session) {
        return session.createQuery("from OutboxEvent order by position", OutboxEvent.class)
                .setMaxResults(BATCH)
                .setReadOnly(true)
                .getResultList()
                .chain(events -> events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : send(events).chain(() -> delete(session, events)));
    }

    private Uni<Void> send(List<OutboxEvent> events) {
        return Uni.combine()
                .all()
                .unis(events.stream()
                        .map(event -> emitter.sendMessage(message(event)))
                        .toList())
                .discardItems();
    }

    private static Uni<Void> delete(Mutiny.Session session, List<OutboxEvent> events) {
        return session.createMutationQuery("delete from OutboxEvent where position in :positions")
                .setParameter(
                        "positions",
                        events.stream().map(event -> event.position).toList())
                .executeUpdate()
                .replaceWithVoid();
    }

    private Message<byte[]> message(OutboxEvent event) {
        return Message.of(event.data)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(event.type)
                        .withKey(event.key)
                        .withHeaders(headers(event))
                        .build());
    }

    private Headers headers(OutboxEvent event) {
        try {
            Headers headers = new RecordHeaders();
            json.readValue(event.attributes, ATTRIBUTES)
                    .forEach((name, value) -> headers.add(
                            name.equals("datacontenttype") ? "content-type" : "ce_" + name,
                            value.getBytes(StandardCharsets.UTF_8)));
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
