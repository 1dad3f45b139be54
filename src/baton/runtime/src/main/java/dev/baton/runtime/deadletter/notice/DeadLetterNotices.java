package dev.baton.runtime.deadletter.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.BatonException;
import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import dev.baton.runtime.telemetry.Steady;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@code baton.dead-letters.webhook.url} of new dead letters of this process: once for each function and class of
 * exception in each {@code baton.dead-letters.webhook.interval}, with their number. Has its own thread, so that a
 * webhook that does not answer holds up nothing. A notice that the webhook does not take is sent again, until the
 * process ends.
 */
@Singleton
class DeadLetterNotices {

    private static final Logger LOG = Logger.getLogger(DeadLetterNotices.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** How long the transaction that stores a dead letter may take. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);

    private static final String IS_OPEN = """
            select 1 from baton_dead_letter
            where namespace = $1 and function = $2 and source = $3 and event_id = $4 and state = 'open'""";

    private final Optional<Webhook> webhook;
    private final NoticeGroups groups;
    private final Database database;
    private final ObjectMapper json;
    private final Meters meters;
    private final Clock steady;
    private final Clock clock;
    private final RoundLoop loop;
    private @Nullable String lastFailure;

    DeadLetterNotices(
            Vertx vertx,
            Database database,
            ObjectMapper json,
            Meters meters,
            NewDeadLetters letters,
            @Steady Clock steady,
            Clock clock,
            BatonConfig config) {
        this.webhook = config.deadLetters().webhook().url().map(url -> new Webhook(vertx, url, config));
        this.groups = letters.groups();
        this.database = database;
        this.json = json;
        this.meters = meters;
        this.steady = steady;
        this.clock = clock;
        this.loop = new RoundLoop("baton-dead-letter-notices", () -> {}, this::round);
        letters.wakes(loop::wake);
    }

    void start(@Observes StartupEvent event) {
        meters.counter(Metric.DEAD_LETTER_NOTICES, "sent");
        meters.counter(Metric.DEAD_LETTER_NOTICES, "failed");
        if (webhook.isPresent()) {
            loop.start();
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
        webhook.ifPresent(Webhook::close);
    }

    private Duration round() {
        groups.due(steady.instant()).forEach(this::tell);
        return groups.untilNext(steady.instant());
    }

    private void tell(Notice notice) {
        if (loop.stopped()) {
            return;
        }
        if (isOpen(notice.first())) {
            post(notice);
        } else if (notice.first().at().isBefore(clock.instant().minus(COMMITTED_WITHIN))) {
            groups.drop(notice, steady.instant());
        } else {
            groups.postpone(notice, steady.instant().plus(NoticeGroups.GATHERED));
        }
    }

    /** Returns whether the transaction of the dead letter has committed. */
    private boolean isOpen(Letter letter) {
        return !database.select(IS_OPEN, meters.namespace(), letter.function(), letter.source(), letter.eventId())
                .await()
                .indefinitely()
                .isEmpty();
    }

    private void post(Notice notice) {
        Instant now = steady.instant();
        try {
            webhook.orElseThrow().post(notice.event(meters.namespace(), json));
            groups.sent(notice, now);
            meters.count(Metric.DEAD_LETTER_NOTICES, 1, "sent");
            lastFailure = null;
        } catch (BatonException e) {
            groups.postpone(notice, now.plus(AGAIN));
            meters.count(Metric.DEAD_LETTER_NOTICES, 1, "failed");
            reportOnce(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportOnce(String failure) {
        if (!failure.equals(lastFailure)) {
            LOG.warnf(
                    "Notice of dead letters not sent; it is sent again: url=%s retryInMs=%d cause=%s",
                    webhook.orElseThrow().address(), AGAIN.toMillis(), failure);
            lastFailure = failure;
        }
    }
}
