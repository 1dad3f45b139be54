package dev.baton.bench.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * A chat in plain Quarkus: a post is committed to the history, then sent to Kafka, then shown to the room. It
 * implements only the part of the gateway's protocol that the benchmark uses, and it guarantees nothing: if the process
 * is killed in between, messages are stored but never shown.
 */
@WebSocket(path = "/ws")
class Chat {

    private static final Logger LOG = Logger.getLogger(Chat.class);
    private static final TypedKey<String> ROOM = TypedKey.forString("room");

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final OpenConnections connections;
    private final MutinyEmitter<Record<String, String>> live;

    Chat(
            Mutiny.SessionFactory sessions,
            ObjectMapper json,
            OpenConnections connections,
            @Channel("say") MutinyEmitter<Record<String, String>> live) {
        this.sessions = sessions;
        this.json = json;
        this.connections = connections;
        this.live = live;
    }

    @OnTextMessage
    Uni<Void> frame(String text, WebSocketConnection connection) throws JsonProcessingException {
        JsonNode frame = json.readTree(text);
        String room = frame.path("room").asText();
        if (frame.path("type").asText().equals("join")) {
            connection.userData().put(ROOM, room);
            return Uni.createFrom().voidItem();
        }
        Posted posted = new Posted(
                frame.path("messageId").asText(),
                room,
                connection.id(),
                frame.path("text").asText(),
                Instant.now());
        return sessions.withTransaction((session, transaction) -> store(session, posted))
                .chain(logged -> live.send(Record.of(room, message(logged))));
    }

    private static Uni<Logged> store(Mutiny.Session session, Posted posted) {
        return RoomSequence.lock(session, posted.room()).chain(sequence -> {
            Logged logged = posted.logged(++sequence.lastSeq);
            return session.persist(new HistoryMessage(logged)).replaceWith(logged);
        });
    }

    private String message(Logged logged) {
        return json.createObjectNode()
                .put("type", "message")
                .put("messageId", logged.messageId())
                .put("room", logged.room())
                .put("seq", logged.seq())
                .put("sender", logged.sender())
                .put("text", logged.text())
                .put("sentAt", logged.sentAt().toString())
                .toString();
    }

    @Incoming("hear")
    void show(Record<String, String> message) {
        connections.stream()
                .filter(connection -> message.key().equals(connection.userData().get(ROOM)))
                .forEach(connection -> connection
                        .sendText(message.value())
                        .subscribe()
                        .with(sent -> {}, failure -> LOG.warn("Not sent", failure)));
    }
}
