package dev.baton.chat.logmessage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last {@code seq} of a room. */
@Entity(name = "LogMessageRoomSequence")
@Table(name = "chat_room_sequence")
class RoomSequence {

    @Id
    @Column(name = "room")
    String room;

    @Column(name = "last_seq")
    long lastSeq;

    /** Increments the sequence and returns the {@code seq} of the next message. The caller must hold the row's lock. */
    long next() {
        return ++lastSeq;
    }
}
