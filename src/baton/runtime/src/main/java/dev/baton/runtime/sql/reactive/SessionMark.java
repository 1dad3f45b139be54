package dev.baton.runtime.sql.reactive;

import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A mark that shows whether a session is intact. The mark is an entity that is put into the session without any SQL. If
 * the session is cleared or closed, the mark is gone, and with it the changes of all events that share the session.
 */
record SessionMark(Mutiny.Session session, Object mark) {

    static SessionMark in(Mutiny.Session session) {
        return new SessionMark(session, session.getReference(MarkEntity.class, MarkEntity.ANY));
    }

    boolean isThere() {
        return session.isOpen() && session.contains(mark);
    }
}
