package dev.baton.runtime.delivery;

import dev.baton.runtime.inbox.InboxEntry;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells whether a session is still what it was: an entity that was put in, without any SQL, is gone when the session was cleared or
 * closed, and with it the changes of all events that share the session.
 */
record SessionMark(Mutiny.Session session, Object mark) {

    static SessionMark in(Mutiny.Session session) {
        return new SessionMark(session, session.getReference(InboxEntry.class, new InboxEntry.Key("", "", "", "")));
    }

    boolean isThere() {
        return session.isOpen() && session.contains(mark);
    }
}
