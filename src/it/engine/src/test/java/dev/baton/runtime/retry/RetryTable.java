package dev.baton.runtime.retry;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.runtime.catalog.BatonRecorder;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The retry table in a separate database, used as the delivery and the retry loop use it, with each step in a
 * transaction.
 */
final class RetryTable implements AutoCloseable {

    /** A row, and whether it is due, now or at the end of a lease. */
    record Waiting(String id, boolean due) {}

    private static final String FUNCTION = "function";
    private static final URI SOURCE = URI.create("/parking");
    private static final Failure FAILURE = new Failure("Failure", "failed", "");
    private static final double LONG_LEASE = 3600;

    private final EmbeddedDatabase database = MigratedDatabase.start();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Database statements;
    private final Retries retries;

    RetryTable() {
        this(Map.of(), 1);
    }

    /** @param properties the settings of its connections */
    RetryTable(Map<String, String> properties, int connections) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD);
        properties.forEach(options::addProperty);
        pool = Pool.newInstance(
                io.vertx.sqlclient.Pool.pool(vertx, options, new PoolOptions().setMaxSize(connections)));
        statements = ReactiveDatabase.on(pool);
        retries = new Retries(
                storedEvents(),
                JournalWriter.off(),
                new BatonRecorder().model("parking").getValue());
    }

    /** Creates the bean by reflection, because only its CDI container may create one. */
    private static StoredEvents storedEvents() {
        try {
            Constructor<StoredEvents> constructor = StoredEvents.class.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void clear() {
        pool.query("truncate baton_retry, baton_dead_letter cascade").executeAndAwait();
    }

    /** Adds an event that fails, or that waits because an earlier one of its key does. */
    void arrive(String key, String id) {
        arriveWhile(key, id, () -> {});
    }

    /** @param meanwhile happens after it was seen whether the event has to wait */
    void arriveWhile(String key, String id, Runnable meanwhile) {
        CloudEvent event = event(id);
        inTransaction(sql -> retries.parkedKeys(sql, FUNCTION, List.of(key))
                .call(() -> apart(meanwhile))
                .chain(parked -> {
                    FailedEvent failed = new FailedEvent(FUNCTION, event, key, "test", parked.isEmpty() ? 1 : 0);
                    return parked.isEmpty()
                            ? retries.leave(sql, failed, FAILURE, new FailureTimes(null, past()), Duration.ZERO)
                            : retries.park(sql, FUNCTION, List.of(failed));
                }));
    }

    /**
     * Adds an event that has had all its attempts elsewhere, and returns whether it holds its key, which it does not
     * behind others.
     */
    boolean exhaust(String key, String id) {
        FailedEvent failed = new FailedEvent(FUNCTION, event(id), key, "test", 1);
        return inTransaction(sql -> retries.leaveHeld(sql, failed, FAILURE, new FailureTimes(null, past()))
                .call(held -> held ? store(sql, id) : Uni.createFrom().voidItem()));
    }

    List<WaitingEvent> takeDue(int limit) {
        return takeDue(new TakenAtOnce(limit, Integer.MAX_VALUE));
    }

    List<WaitingEvent> takeDue(TakenAtOnce most) {
        return inTransaction(sql -> retries.takeDue(sql, List.of(FUNCTION), List.of(), most, LONG_LEASE));
    }

    void done(WaitingEvent event) {
        inTransaction(sql -> retries.done(sql, event));
    }

    void failedAgain(WaitingEvent event) {
        inTransaction(sql -> retries.failedAgain(sql, event, FAILURE, past(), Duration.ZERO));
    }

    void giveUp(WaitingEvent event) {
        inTransaction(sql -> retries.hold(sql, event)
                .call(ours -> ours ? store(sql, id(event)) : Uni.createFrom().voidItem()));
    }

    /** Releases a key, as when the event that holds it turns out to have taken effect. */
    void release(String key, String id) {
        FailedEvent failed = new FailedEvent(FUNCTION, event(id), key, "test", 1);
        inTransaction(sql -> retries.release(sql, failed));
    }

    private static Uni<Void> store(Sql sql, String id) {
        return sql.execute("""
                insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                select namespace, function, 'parking', key, source, event_id, attributes, data, origin, 1, now(), now(), '', '', ''
                from baton_retry where event_id = $1
                on conflict (namespace, function, source, event_id) do update set state = 'open'""", id);
    }

    /** Simulates that the process that took the event is gone and its lease has ended. */
    void endLease(WaitingEvent event) {
        inTransaction(sql -> sql.execute("update baton_retry set due_at = now() where id = $1", event.id()));
    }

    void replay(String id) {
        operate("baton_replay_dead_letter", id);
    }

    void discard(String id) {
        operate("baton_discard_dead_letter", id);
    }

    /** Returns the waiting events of each key, in order. */
    Map<String, List<Waiting>> rows() {
        Map<String, List<Waiting>> rows = new TreeMap<>();
        inTransaction(sql -> sql.select("select key, event_id, due_at is not null from baton_retry order by id"))
                .forEach(row -> rows.computeIfAbsent(row.text(0), key -> new ArrayList<>())
                        .add(new Waiting(row.text(1), row.bool(2))));
        return rows;
    }

    static String id(WaitingEvent event) {
        return event.failed().event().getId();
    }

    private static CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(SOURCE)
                .withType("parking")
                .withData("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void operate(String operation, String id) {
        inTransaction(sql -> sql.select(
                "select o.* from baton_dead_letter l, " + operation
                        + "(l.namespace, l.id, 'test') o where l.event_id = $1",
                id));
    }

    /** Returns a time in the past, at which an event is due at once. */
    private static Instant past() {
        return Instant.now().minusSeconds(1);
    }

    private static Uni<Void> apart(Runnable work) {
        return Uni.createFrom().completionStage(() -> CompletableFuture.runAsync(work));
    }

    private <T> T inTransaction(Function<Sql, Uni<T>> work) {
        return statements.inTransaction(work).await().indefinitely();
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}
