package dev.baton.chat.logmessage;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The sequences of the rooms. Each is locked until the delivery commits, so that two processes never number the
 * messages of one room at the same time. A delivery reads and locks a row once, and finds it in the session for further
 * messages of the room.
 */
@Singleton
class RoomSequences {

    private static final String CREATE =
            "insert into chat_room_sequence (room, last_seq) values (?1, 0) on conflict (room) do nothing returning room";

    /** Returns the room's sequence, and creates it for the room's first message. */
    Uni<RoomSequence> of(Mutiny.Session session, String room) {
        return find(session, room).onItem().ifNull().switchTo(() -> create(session, room)
                .chain(() -> find(session, room)));
    }

    private static Uni<RoomSequence> find(Mutiny.Session session, String room) {
        return session.find(RoomSequence.class, room, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Creates the row. If another process is creating it at the same time, this waits for that process to commit and
     * does nothing. This is a query, because Hibernate Reactive leaves something behind in the session after an update.
     */
    private static Uni<String> create(Mutiny.Session session, String room) {
        return session.createNativeQuery(CREATE, String.class)
                .setParameter(1, room)
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResultOrNull();
    }
}
