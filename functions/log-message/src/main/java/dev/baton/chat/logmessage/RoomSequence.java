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

    /** The place of the next message. Only for him who holds the row's lock. */
    long next() {
        return ++lastSeq;
    }
}
