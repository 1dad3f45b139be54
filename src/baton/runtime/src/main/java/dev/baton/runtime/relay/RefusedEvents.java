package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.DeliveryMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Events that the sink rejected because of their content. They stay in the outbox as delayed events, so they do not
 * block their keys. Each event is sent again when it has become twice as old, after 1 min at the earliest and 1 h at
 * the latest. No event is lost, and a sink that is fixed receives them.
 */
@Singleton
class RefusedEvents {

    /** An event of the outbox, and its position there. */
    record Waiting(long position, OutboxRow event) {}

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String POSTPONE = """
            update baton_outbox o set not_before = statement_timestamp() + make_interval(secs => refused.pause)
            from unnest($1::bigint[], $2::float8[]) as refused (position, pause)
            where o.position = refused.position""";

    private final Clock clock;
    private final DeliveryMetrics metrics;

    RefusedEvents(Clock clock, DeliveryMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    Uni<Void> postpone(Sql sql, List<Waiting> refused) {
        if (refused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        metrics.refused(refused.size());
        Instant now = clock.instant();
        return sql.execute(
                POSTPONE,
                refused.stream().map(Waiting::position).toArray(Long[]::new),
                refused.stream()
                        .map(waiting -> pause(waiting.event(), now).toMillis() / 1000.0)
                        .toArray(Double[]::new));
    }

    static Duration pause(OutboxRow event, Instant now) {
        Duration age = Duration.between(time(event, now), now);
        if (age.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return age.compareTo(LONGEST) > 0 ? LONGEST : age;
    }

    private static Instant time(OutboxRow event, Instant now) {
        try {
            OffsetDateTime time = event.event().getTime();
            return time == null ? now : time.toInstant();
        } catch (IllegalArgumentException notATime) {
            return now;
        }
    }
}
