package dev.baton.delivery;

import dev.baton.config.BatonConfig;
import dev.baton.delivery.Outcome.Parked;
import dev.baton.delivery.Outcome.Rejected;
import dev.baton.delivery.RoutedEvent.Ready;
import dev.baton.retry.Backoff;
import dev.baton.retry.DeadLetters;
import dev.baton.retry.FailedEvent;
import dev.baton.retry.Failure;
import dev.baton.retry.Retries;
import dev.baton.routing.BatonFunction;
import dev.baton.sql.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps what a delivery could not handle: parked, left for later, or given up on. */
@Singleton
class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private final Retries retries;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final int attemptsInPlace;
    private final Backoff backoff;

    Failures(Retries retries, DeadLetters deadLetters, BatonConfig config, Clock clock) {
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.attemptsInPlace = config.retry().attemptsInPlace();
        this.backoff = Backoff.of(config.retry().delay(), config.retry().maxDelay());
    }

    /** Those of the events' keys that later events must wait behind. */
    Uni<Set<String>> parkedKeys(Sql sql, BatonFunction function, List<RoutedEvent> events) {
        Set<String> keys = new HashSet<>();
        for (RoutedEvent event : events) {
            if (event instanceof Ready && event.incoming().key() != null) {
                keys.add(event.incoming().key());
            }
        }
        return retries.parkedKeys(sql, function.name(), keys);
    }

    /** Parks what has to wait, and makes dead letters of what was refused; with the transaction of the delivery. */
    Uni<Void> keepUnhandled(Sql sql, BatonFunction function, List<RoutedEvent> events, List<Outcome> outcomes) {
        List<FailedEvent> parked = new ArrayList<>();
        List<Uni<Void>> refused = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            IncomingEvent event = events.get(i).incoming();
            if (outcomes.get(i) instanceof Parked) {
                parked.add(failed(function, event, 0));
            } else if (outcomes.get(i) instanceof Rejected rejected) {
                refused.add(Uni.createFrom().deferred(() -> giveUp(sql, function, event, rejected.cause())));
            }
        }
        return retries.park(sql, function.name(), parked, clock.instant())
                .chain(() -> Multi.createFrom()
                        .iterable(refused)
                        .onItem()
                        .transformToUniAndConcatenate(letter -> letter)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Whether the event was tried in place often enough. */
    boolean keepsForLater(IncomingEvent event) {
        return event.attempt() >= attemptsInPlace;
    }

    Uni<Void> keepForLater(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        Instant now = clock.instant();
        LOG.warnf(
                cause,
                "Event failed, it is tried again later: function=%s eventId=%s eventKey=%s attempts=%d",
                function.name(),
                event.event().getId(),
                event.key(),
                event.attempt());
        return retries.leave(
                sql, failed(function, event, event.attempt()), Failure.of(cause), now, now.plus(backoff.after(1)));
    }

    Uni<Void> giveUp(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        Instant now = clock.instant();
        LOG.errorf(
                cause,
                "Event rejected, it is a dead letter: function=%s eventId=%s origin=%s attempts=%d",
                function.name(),
                event.event().getId(),
                event.origin(),
                event.attempt());
        return deadLetters.store(sql, failed(function, event, event.attempt()), Failure.of(cause), now, now);
    }

    private static FailedEvent failed(BatonFunction function, IncomingEvent event, int attempts) {
        return new FailedEvent(function.name(), event.event(), event.key(), event.origin(), attempts);
    }
}
