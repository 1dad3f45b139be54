package dev.baton.chat.trackactivity;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The windows. Each is locked until the delivery commits. close-window locks the same row and therefore waits until
 * then, so that a message either is in its count or is late. A delivery reads and locks a row once.
 */
@Singleton
class ActivityWindows {

    private static final String OPEN = "insert into chat_activity_window (room, window_start, window_end, messages)"
            + " values (?1, ?2, ?3, 0) on conflict (room, window_start) do nothing returning room";

    /** Returns the room's window, and opens it for its first message. */
    Uni<ActivityWindow> of(String room, TimeWindow time) {
        ActivityWindow.Key key = new ActivityWindow.Key(room, time.start());
        return Panache.getSession()
                .chain(session -> find(session, key).onItem().ifNull().switchTo(() -> open(session, key, time)));
    }

    private static Uni<ActivityWindow> open(Mutiny.Session session, ActivityWindow.Key key, TimeWindow time) {
        return insert(session, key, time)
                .chain(inserted -> find(session, key).map(window -> inserted ? window.opened() : window));
    }

    private static Uni<ActivityWindow> find(Mutiny.Session session, ActivityWindow.Key key) {
        return session.find(ActivityWindow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Inserts the row. This is a query, because Hibernate Reactive leaves something behind in the session after an
     * update.
     */
    private static Uni<Boolean> insert(Mutiny.Session session, ActivityWindow.Key key, TimeWindow time) {
        return session.createNativeQuery(OPEN, String.class)
                .setParameter(1, key.room)
                .setParameter(2, time.start())
                .setParameter(3, time.end())
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResultOrNull()
                .map(Objects::nonNull);
    }
}
