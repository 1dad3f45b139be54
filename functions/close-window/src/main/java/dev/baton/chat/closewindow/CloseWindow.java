package dev.baton.chat.closewindow;

import dev.baton.PermanentFailureException;
import dev.baton.chat.events.RoomActivity;
import dev.baton.chat.events.WindowClosing;
import io.quarkus.funqy.Funq;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A function that closes a room's window and reports its activity. It locks the window's row, as track-activity does: a
 * message whose delivery commits earlier is counted here, and a later message is late. A window is closed once, and
 * closing it again emits nothing. A window is opened before its closing is emitted, so closing a window that does not
 * exist fails permanently.
 */
public class CloseWindow {

    private static final String TAKE_SENDERS = """
            with taken as (delete from chat_activity_sender where room = ?1 and window_start = ?2 returning sender)
            select count(*) from taken""";

    private final Clock clock;

    @Inject
    CloseWindow(Clock clock) {
        this.clock = clock;
    }

    /** Returns the room's activity, or nothing if the window is already closed. */
    @Funq
    public Uni<RoomActivity> close(WindowClosing closing) {
        return Panache.getSession()
                .chain(session -> find(session, closing).chain(window -> close(session, window, closing)));
    }

    private static Uni<ActivityWindow> find(Mutiny.Session session, WindowClosing closing) {
        ActivityWindow.Key key = new ActivityWindow.Key(closing.room(), closing.windowStart());
        return session.find(ActivityWindow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<RoomActivity> close(Mutiny.Session session, ActivityWindow window, WindowClosing closing) {
        if (window == null) {
            throw new PermanentFailureException("can't close the window of room " + closing.room() + " that starts at "
                    + closing.windowStart() + ": there is none; check who emitted the event");
        }
        if (!window.close(clock.instant())) {
            return Uni.createFrom().nullItem();
        }
        return takeSenders(session, window)
                .map(senders ->
                        new RoomActivity(window.room, window.windowStart, window.windowEnd, window.messages, senders));
    }

    /** Deletes the senders and returns their number. They are not needed once the window is closed. */
    private static Uni<Long> takeSenders(Mutiny.Session session, ActivityWindow window) {
        return session.createNativeQuery(TAKE_SENDERS, Long.class)
                .setParameter(1, window.room)
                .setParameter(2, window.windowStart)
                .setFlushMode(FlushMode.MANUAL)
                .getSingleResult();
    }
}
