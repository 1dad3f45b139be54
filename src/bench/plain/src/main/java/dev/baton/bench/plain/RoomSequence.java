package dev.baton.bench.plain;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The last {@code seq} of a room, locked until the transaction ends. */
@Entity
@Table(name = "chat_room_sequence")
class RoomSequence {

    @Id
    String room;

    @Column(name = "last_seq")
    long lastSeq;

    static Uni<RoomSequence> lock(Mutiny.Session session, String room) {
        return find(session, room).onItem().ifNull().switchTo(() -> create(session, room)
                .chain(() -> find(session, room)));
    }

    private static Uni<RoomSequence> find(Mutiny.Session session, String room) {
        return session.find(RoomSequence.class, room, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<String> create(Mutiny.Session session, String room) {
        return session.createNativeQuery(
                        "insert into chat_room_sequence (room, last_seq) values (?1, 0) on conflict do nothing returning room",
                        String.class)
                .setParameter(1, room)
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResultOrNull();
    }
}
