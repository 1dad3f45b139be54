package dev.baton.chat.closewindow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;

/** The columns of a window that are read and changed when it is closed. */
@Entity(name = "CloseWindowWindow")
@Table(name = "chat_activity_window")
@IdClass(ActivityWindow.Key.class)
class ActivityWindow {

    @Id
    @Column(name = "room")
    String room;

    @Id
    @Column(name = "window_start")
    Instant windowStart;

    @Column(name = "window_end", insertable = false, updatable = false)
    Instant windowEnd;

    @Column(name = "messages", insertable = false, updatable = false)
    long messages;

    @Column(name = "closed_at")
    Instant closedAt;

    /** Closes the window. Returns false if it is already closed. */
    boolean close(Instant now) {
        if (closedAt != null) {
            return false;
        }
        closedAt = now;
        return true;
    }

    /** The key of a room's window. */
    static class Key {

        String room;
        Instant windowStart;

        @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
        protected Key() {}

        Key(String room, Instant windowStart) {
            this.room = room;
            this.windowStart = windowStart;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(room, key.room)
                    && Objects.equals(windowStart, key.windowStart);
        }

        @Override
        public int hashCode() {
            return Objects.hash(room, windowStart);
        }
    }
}
