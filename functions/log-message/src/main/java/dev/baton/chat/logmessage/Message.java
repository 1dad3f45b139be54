package dev.baton.chat.logmessage;

import dev.baton.chat.events.MessageLogged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the history. It is immutable, so that a flush does not need to look for changes. */
@Entity(name = "LogMessageMessage")
@Table(name = "chat_message")
@IdClass(Message.Place.class)
@Immutable
class Message {

    @Id
    @Column(name = "room")
    String room;

    @Id
    @Column(name = "seq")
    long seq;

    @Column(name = "message_id")
    String messageId;

    @Column(name = "sender")
    String sender;

    @Column(name = "text")
    String text;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "reply_to")
    @Nullable
    String replyTo;

    protected Message() {}

    Message(MessageLogged logged) {
        room = logged.room();
        seq = logged.seq();
        messageId = logged.messageId();
        sender = logged.sender();
        text = logged.text();
        sentAt = logged.sentAt();
        replyTo = logged.replyTo();
    }

    /** A message's key: its place in the history. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    static class Place {

        String room;
        long seq;

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
