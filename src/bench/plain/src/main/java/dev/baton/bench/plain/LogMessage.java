package dev.baton.bench.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The function log-message in plain Quarkus: each event is one transaction with an inbox, a history and an outbox row.
 */
@ApplicationScoped
class LogMessage {

    private static final String TYPE = "chat.message.logged.v1";
    private static final String CLAIM = """
            insert into bench_inbox (namespace, function, source, id) values ('chat', 'log-message', ?1, ?2)
            on conflict do nothing returning id""";

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    LogMessage(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    @Incoming("posted")
    Uni<Void> log(ConsumerRecord<String, byte[]> event) throws IOException {
        Posted posted = json.readValue(event.value(), Posted.class);
        return sessions.withTransaction((session, transaction) -> claim(session, event)
                .chain(fresh -> fresh == null ? Uni.createFrom().voidItem() : store(session, event, posted)));
    }

    private static Uni<String> claim(Mutiny.Session session, ConsumerRecord<String, byte[]> event) {
        return session.createNativeQuery(CLAIM, String.class)
                .setParameter(1, header(event, "ce_source"))
                .setParameter(2, header(event, "ce_id"))
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResultOrNull();
    }

    private Uni<Void> store(Mutiny.Session session, ConsumerRecord<String, byte[]> event, Posted posted) {
        return RoomSequence.lock(session, posted.room()).chain(sequence -> {
            Logged logged = posted.logged(++sequence.lastSeq);
            return session.persist(new HistoryMessage(logged)).chain(() -> session.persist(followUp(event, logged)));
        });
    }

    private OutboxEvent followUp(ConsumerRecord<String, byte[]> cause, Logged logged) {
        OutboxEvent followUp = new OutboxEvent();
        followUp.slot = (short) (logged.room().hashCode() & 63);
        followUp.type = TYPE;
        followUp.key = logged.room();
        try {
            followUp.attributes = json.writeValueAsString(attributes(cause, logged.room()));
            followUp.data = json.writeValueAsBytes(logged);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return followUp;
    }

    private static Map<String, String> attributes(ConsumerRecord<String, byte[]> cause, String room) {
        String causeId = header(cause, "ce_id");
        String id = UUID.nameUUIDFromBytes((header(cause, "ce_source") + causeId).getBytes(StandardCharsets.UTF_8))
                .toString();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", "/chat/functions/log-message");
        attributes.put("type", TYPE);
        attributes.put("datacontenttype", "application/json");
        attributes.put("time", Instant.now().toString());
        attributes.put("subject", room);
        attributes.put("partitionkey", room);
        attributes.put("correlationid", causeId);
        attributes.put("causationid", causeId);
        return attributes;
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
