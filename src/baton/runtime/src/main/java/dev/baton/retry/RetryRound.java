package dev.baton.retry;

import dev.baton.config.BatonConfig;
import dev.baton.config.BatonConfig.OnExhausted;
import dev.baton.retry.Redelivery.FailedAgain;
import dev.baton.retry.Redelivery.Settled;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.BatonModel;
import dev.baton.sql.ClientSql;
import dev.baton.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One look at the retry table: delivers what is due, and says what becomes of it. */
@Singleton
public class RetryRound {

    private static final Logger LOG = Logger.getLogger(RetryRound.class);
    private static final int AT_ONCE = 20;

    /** Longer than a delivery may take; only a process that died lets it run out. */
    private static final double LEASE_BEYOND_TIME_LIMIT = 30;

    private final Pool pool;
    private final Retries retries;
    private final DeadLetters deadLetters;
    private final Redelivery redelivery;
    private final List<String> functions;
    private final BatonConfig.Retry config;
    private final double leaseSeconds;
    private final Backoff backoff;
    private final Clock clock;

    RetryRound(
            Pool pool,
            Retries retries,
            DeadLetters deadLetters,
            Redelivery redelivery,
            BatonModel model,
            BatonConfig config,
            Clock clock) {
        this.pool = pool;
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.redelivery = redelivery;
        this.functions = model.functions().stream().map(BatonFunction::name).toList();
        this.config = config.retry();
        this.leaseSeconds = config.delivery().timeLimit().toSeconds() + LEASE_BEYOND_TIME_LIMIT;
        this.backoff = Backoff.of(this.config.delay(), this.config.maxDelay());
        this.clock = clock;
    }

    /** Whether this process has functions at all. */
    boolean needed() {
        return !functions.isEmpty();
    }

    /** Delivers due events of this process' functions, and says how many it took. Blocks; not for the event loop. */
    public int redeliverDue() {
        List<WaitingEvent> due = retries.takeDue(new ClientSql(pool), functions, AT_ONCE, leaseSeconds)
                .await()
                .indefinitely();
        due.forEach(event -> redeliver(event).await().indefinitely());
        return due.size();
    }

    private Uni<Void> redeliver(WaitingEvent event) {
        return redelivery.redeliver(event).chain(result -> {
            if (result instanceof Settled) {
                return inTransaction(sql -> retries.done(sql, event));
            }
            return failed(event, ((FailedAgain) result).cause());
        });
    }

    private Uni<Void> failed(WaitingEvent event, Throwable cause) {
        int attempts = event.failed().attempts() + 1;
        Failure failure = Failure.of(cause);
        Instant now = clock.instant();
        if (attempts < config.attempts()) {
            Instant dueAt = now.plus(backoff.after(attempts));
            return inTransaction(sql -> retries.failedAgain(sql, event, failure, now, dueAt));
        }
        LOG.errorf(
                cause,
                "Event given up on, it is a dead letter: function=%s eventId=%s eventKey=%s attempts=%d",
                event.failed().function(),
                event.failed().event().getId(),
                event.failed().key(),
                attempts);
        return inTransaction(sql -> giveUp(sql, event, failure, now));
    }

    private Uni<Void> giveUp(Sql sql, WaitingEvent event, Failure failure, Instant now) {
        Instant first = event.firstFailedAt() == null ? now : event.firstFailedAt();
        FailedEvent failed = event.failed().triedAgain();
        boolean hold = config.onExhausted() == OnExhausted.HOLD && failed.key() != null;
        return deadLetters
                .store(sql, failed, failure, first, now)
                .chain(() -> hold ? retries.hold(sql, event) : retries.done(sql, event));
    }

    private Uni<Void> inTransaction(Function<Sql, Uni<Void>> work) {
        return pool.withTransaction(connection -> work.apply(new ClientSql(connection)));
    }
}
