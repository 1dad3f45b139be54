package dev.baton.runtime.delivery;

import dev.baton.runtime.sql.SessionSql;
import dev.baton.runtime.sql.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The transaction of a batch, in which the function takes part.
 *
 * @param sql runs Baton's own statements
 * @param mark shows whether the function has left the session intact
 */
record BatchTransaction(Sql sql, SessionMark mark) {

    static BatchTransaction of(Mutiny.Session session) {
        return new BatchTransaction(SessionSql.of(session), SessionMark.in(session));
    }
}
