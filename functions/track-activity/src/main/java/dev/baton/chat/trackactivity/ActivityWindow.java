package dev.baton.chat.trackactivity;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The counts of a room's window so far. The caller must hold the row's lock. */
@Entity(name = "TrackActivityWindow")
@Table(name = "chat_activity_window")
@IdClass(ActivityWindow.Key.class)
class ActivityWindow {

    @Id
    @Column(name = "room")
    String room;

    @Id
    @Column(name = "window_start")
    Instant windowStart;

    @Column(name = "messages")
    long messages;

    @Column(name = "late")
    long late;

    @Column(name = "closed_at", insertable = false, updatable = false)
    Instant closedAt;

    @ElementCollection
    @CollectionTable(
            name = "chat_activity_sender",
            joinColumns = {
                @JoinColumn(name = "room", referencedColumnName = "room"),
                @JoinColumn(name = "window_start", referencedColumnName = "window_start")
            })
    @Column(name = "sender")
    Set<String> senders;

    @Transient
    private boolean opened;

    /** Counts a message of this sender, as late if the window is closed. Reads the senders once per session. */
    Uni<Void> count(String sender) {
        if (closedAt != null) {
            late++;
            return Uni.createFrom().voidItem();
        }
        messages++;
        return Mutiny.fetch(senders).invoke(known -> known.add(sender)).replaceWithVoid();
    }

    ActivityWindow opened() {
        opened = true;
        return this;
    }

    /** Returns true once: for the first message of a window that this session opened. */
    boolean takeOpened() {
        boolean first = opened;
        opened = false;
        return first;
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
