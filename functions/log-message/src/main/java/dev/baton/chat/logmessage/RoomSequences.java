package dev.baton.chat.logmessage;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The sequences of the rooms, each locked until the delivery commits: two processes never count one room at once. A delivery
 * reads and locks a row once; further messages of the room find it in the session.
 */
@Singleton
class RoomSequences {

    private static final String CREATE =
            "insert into chat_room_sequence (room, last_seq) values (?1, 0) on conflict (room) do nothing returning room";

    /** The room's sequence, created if this is the room's first message. */
    Uni<RoomSequence> of(Mutiny.Session session, String room) {
        return find(session, room).onItem().ifNull().switchTo(() -> create(session, room)
                .chain(() -> find(session, room)));
    }

    private static Uni<RoomSequence> find(Mutiny.Session session, String room) {
        return session.find(RoomSequence.class, room, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * When another process creates the row just now, this waits for it to commit, and does nothing. A query, as Hibernate
     * Reactive leaves something behind in the session after an update.
     */
    private static Uni<String> create(Mutiny.Session session, String room) {
        return session.createNativeQuery(CREATE, String.class)
                .setParameter(1, room)
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResultOrNull();
    }
}
