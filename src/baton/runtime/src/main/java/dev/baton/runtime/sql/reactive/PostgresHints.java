package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.Pooler;
import dev.baton.runtime.sql.DatabaseSchema;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.wakeup.Hint;
import dev.baton.runtime.wakeup.Hints;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hints as notifications of PostgreSQL. They arrive on a connection of its own, which is opened again whenever it is
 * lost. They leave on the same connection, or on one of the pool as long as there is no such connection. Each statement
 * is a transaction of its own, because a notification would make the commits of other work wait for each other.
 */
@Singleton
class PostgresHints implements Hints {

    private static final Logger LOG = Logger.getLogger(PostgresHints.class);

    /** A hint need not survive a crash of the database. */
    private static final String NOTIFY = """
            select set_config('synchronous_commit', 'off', true), pg_notify($1, hint)
            from unnest($2::text[]) as h (hint)""";

    private static final String BACKEND = "select pg_backend_pid()";

    /** Shows that the connection still works, and keeps networks from forgetting it. */
    private static final String ALIVE = "select where false";

    private static final Duration ALIVE_EVERY = Duration.ofSeconds(30);

    /** PostgreSQL's limit for the names of channels. */
    private static final int LONGEST_NAME = 63;

    /** How long a hint waits for others. */
    private static final long GATHER_MILLIS = 2;

    /** The least time between two statements, because each of them wakes all processes. */
    private static final long PAUSE_MILLIS = 20;

    private static final long AFTER_FAILURE_MILLIS = 1_000;

    private final OwnConnection own;
    private final Sql pool;
    private final DatabaseSchema schema;
    private final Pooler pooler;
    private final Vertx vertx;
    private final String channel;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Hint> waiting = ConcurrentHashMap.newKeySet();
    private final Backoff backoff = Backoff.of(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Since the connection was last known to work for a while. */
    private final AtomicInteger attempts = new AtomicInteger();

    private volatile @Nullable PgConnection listening;

    /** Null before the start. */
    private volatile @Nullable Context context;

    private volatile boolean stopped;
    private volatile long sentAt = System.nanoTime();

    PostgresHints(OwnConnection own, ReactiveDatabase pool, DatabaseSchema schema, Vertx vertx, BatonConfig config) {
        this.own = own;
        this.pool = pool;
        this.schema = schema;
        this.pooler = config.database().pooler();
        this.vertx = vertx;
        String name = "baton/" + schema.name();
        this.channel = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    void start(@Observes StartupEvent event) {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(now -> {
            if (!waiting.isEmpty()) {
                planSend(GATHER_MILLIS);
            }
        });
        if (pooler == Pooler.NONE) {
            own.whenPossible(() -> mine.runOnContext(now -> open()));
        }
    }

    void stop(@Observes Stopping event) {
        stopped = true;
        listening = null; // hints of the last deliveries leave through the pool
        own.close();
    }

    @Override
    public boolean arrive() {
        return listening != null;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    private void open() {
        if (!stopped) {
            own.open().onComplete(opened -> {
                if (opened.succeeded()) {
                    begin((PgConnection) opened.result());
                } else {
                    failed(opened.cause());
                }
            });
        }
    }

    private void begin(PgConnection connection) {
        connection.closeHandler(closed -> lost(connection));
        connection.notificationHandler(notification -> heard(connection, notification));
        direct(connection)
                .compose(direct -> direct ? listenOn(connection) : leave())
                .onFailure(this::failed);
    }

    /** A pooler may give the session that listens to others. It is told by the number of the server's process. */
    private static Future<Boolean> direct(PgConnection connection) {
        return connection
                .query(BACKEND)
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0) == connection.processId());
    }

    private Future<Void> listenOn(PgConnection connection) {
        return connection
                .query("listen \"" + channel + '"')
                .execute()
                .onSuccess(done -> {
                    listening = connection;
                    LOG.debugf("Hints of other processes arrive");
                    listeners.forEach(Listener::missed);
                    keepAlive(connection);
                })
                .mapEmpty();
    }

    /** Nothing is opened any more, because the next connection would pass the pooler, too. */
    private Future<Void> leave() {
        LOG.debugf("Hints of other processes can't arrive through a pooler");
        own.close();
        return Future.succeededFuture();
    }

    private void keepAlive(PgConnection connection) {
        vertx.setTimer(ALIVE_EVERY.toMillis(), timer -> {
            if (listening == connection) {
                attempts.set(0);
                connection.query(ALIVE).execute().onFailure(failure -> lost(connection));
                keepAlive(connection);
            }
        });
    }

    private void lost(PgConnection connection) {
        if (listening == connection) {
            listening = null;
            listeners.forEach(Listener::missed);
            failed(new IllegalStateException("the connection was closed"));
        }
    }

    private void failed(Throwable cause) {
        if (stopped) {
            return;
        }
        int attempt = attempts.incrementAndGet();
        if (attempt == 1) {
            LOG.warnf("Hints of other processes don't arrive; the tables are polled meanwhile: cause=%s", cause);
        }
        vertx.setTimer(backoff.after(attempt).toMillis(), timer -> open());
    }

    /** The sender of a hint gets it, too. */
    private void heard(PgConnection connection, PgNotification notification) {
        if (notification.getProcessId() != connection.processId()) {
            Hint.of(notification.getPayload()).ifPresent(hint -> listeners.forEach(listener -> listener.heard(hint)));
        }
    }

    @Override
    public void send(Hint hint) {
        Context mine = context;
        if (waiting.add(hint) && mine != null) {
            mine.runOnContext(now -> planSend(GATHER_MILLIS));
        }
    }

    private void planSend(long millis) {
        long sinceLast = (System.nanoTime() - sentAt) / 1_000_000;
        vertx.setTimer(Math.max(millis, PAUSE_MILLIS - sinceLast), timer -> sendWaiting());
    }

    private void sendWaiting() {
        List<Hint> hints = List.copyOf(waiting);
        if (hints.isEmpty()) {
            return;
        }
        hints.forEach(waiting::remove); // what is committed from now on is sent again
        sentAt = System.nanoTime();
        statements()
                .select(NOTIFY, channel, hints.stream().map(Hint::text).toArray(String[]::new))
                .subscribe()
                .with(sent -> {}, failure -> sendAgain(hints, failure));
    }

    private void sendAgain(List<Hint> hints, Throwable failure) {
        LOG.debugf("Hints were not sent; they are sent again: cause=%s", failure);
        Context mine = context;
        if (mine != null && !stopped && waiting.addAll(hints)) {
            mine.runOnContext(now -> planSend(AFTER_FAILURE_MILLIS));
        }
    }

    private Sql statements() {
        PgConnection connection = listening;
        return connection == null
                ? pool
                : new ClientSql(
                        io.vertx.mutiny.sqlclient.SqlConnection.newInstance((SqlConnection) connection), schema);
    }
}
