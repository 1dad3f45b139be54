package dev.baton.chat.redactmessage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of a message that redaction reads and changes. */
@Entity(name = "RedactMessageMessage")
@Table(name = "chat_message")
@IdClass(Message.Place.class)
class Message {

    @Id
    @Column(name = "room")
    String room;

    @Id
    @Column(name = "seq")
    long seq;

    @Column(name = "message_id", insertable = false, updatable = false)
    String messageId;

    @Column(name = "redacted_at")
    @Nullable
    Instant redactedAt;

    /** The reasons, one per line. */
    @Column(name = "reasons")
    @Nullable
    String reasons;

    /** Redacts the message. Returns false if it is already redacted. */
    boolean redact(Instant now, List<String> why) {
        if (redactedAt != null) {
            return false;
        }
        redactedAt = now;
        reasons = String.join("\n", why.stream().map(Message::oneLine).toList());
        return true;
    }

    private static String oneLine(String reason) {
        return reason.replaceAll("[\\r\\n\\x00]", " ");
    }

    /** A message's key: its place in the history. */
    static class Place {

        String room;
        long seq;

        @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
        protected Place() {}

        Place(String room, long seq) {
            this.room = room;
            this.seq = seq;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && seq == place.seq && Objects.equals(room, place.room);
        }

        @Override
        public int hashCode() {
            return Objects.hash(room, seq);
        }
    }
}
