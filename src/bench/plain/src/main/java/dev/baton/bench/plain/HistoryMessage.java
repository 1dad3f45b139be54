package dev.baton.bench.plain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of the history. */
@Entity
@Table(name = "chat_message")
@IdClass(HistoryMessage.Place.class)
class HistoryMessage {

    record Place(String room, long seq) implements Serializable {}

    @Id
    String room;

    @Id
    long seq;

    @Column(name = "message_id")
    String messageId;

    String sender;

    String text;

    @Column(name = "sent_at")
    Instant sentAt;

    protected HistoryMessage() {}

    HistoryMessage(Logged logged) {
        room = logged.room();
        seq = logged.seq();
        messageId = logged.messageId();
        sender = logged.sender();
        text = logged.text();
        sentAt = logged.sentAt();
    }
}
