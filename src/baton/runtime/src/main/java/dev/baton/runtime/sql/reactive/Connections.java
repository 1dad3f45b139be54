package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.PoolerTraces;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The open connections of the pool, and what their statements reveal about the database. Thread-safe. */
@Singleton
class Connections {

    /** PostgreSQL's error for a write in a read-only transaction. */
    private static final String READ_ONLY = "25006";

    /** Insufficient resources, such as a full disk, and errors of the system. */
    private static final Set<String> CLASSES_OF_TROUBLE = Set.of("53", "58");

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final Duration TROUBLE_LASTS = Duration.ofSeconds(10);

    private record Trouble(String description, long since) {

        boolean lasts() {
            return System.nanoTime() - since < TROUBLE_LASTS.toNanos();
        }
    }

    private final Limits limits;
    private final Set<ConnectionWatch> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean strayStatement = new AtomicBoolean();
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Trouble readOnly;

    @Inject
    Connections(BatonConfig config) {
        this(Limits.of(config));
    }

    Connections(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    void opened(ConnectionWatch connection) {
        open.add(connection);
    }

    void closed(ConnectionWatch connection) {
        open.remove(connection);
    }

    /** Returns the error of the database that made statements fail within the last ten seconds. */
    Optional<String> trouble() {
        Trouble last = trouble;
        return last != null && last.lasts() ? Optional.of(last.description()) : Optional.empty();
    }

    /**
     * Closes each connection as soon as it is not in use, because new connections may reach another server. A failover
     * can leave connections open to a server that has become read-only.
     */
    void replace(String cause) {
        Trouble before = readOnly;
        readOnly = new Trouble(cause, System.nanoTime());
        if (before == null || !before.lasts()) {
            LOG.warnf("The database is read-only; its connections are replaced: cause=%s", cause);
        }
        open.forEach(ConnectionWatch::closeWhenUnused);
    }

    /** Takes note of an error that the database reported outside of transactions that only the application uses. */
    void failed(PgException error) {
        String state = error.getSqlState();
        if (PoolerTraces.strayStatement(state) && !strayStatement.getAndSet(true)) {
            LOG.warnf(
                    "The database lacks a prepared statement, or has another one. If a pooler shares its sessions, set %s: cause=%s",
                    PoolerTraces.SETTING, error.getErrorMessage());
        }
        if (READ_ONLY.equals(state)) {
            replace(String.valueOf(error.getErrorMessage()));
        } else if (state != null && CLASSES_OF_TROUBLE.contains(state.substring(0, 2))) {
            trouble = new Trouble(error.getErrorMessage() + " (" + state + ")", System.nanoTime());
        }
    }

    /** Checks the other connections after one was not answered in time, because they may lead to the same host. */
    void unanswered(Duration waited) {
        LOG.warnf("The database does not answer; the connection is closed: waitedMs=%d", waited.toMillis());
        open.forEach(ConnectionWatch::probe);
    }
}
