package dev.baton.runtime.relay.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when, and why, the sink accepts nothing. The trouble is forgotten when the sink accepts an event, and when no
 * attempt has failed for a while, because other processes may have published what waited. Thread-safe.
 */
final class SinkTrouble {

    private record Trouble(Instant since, String cause, Instant until) {}

    private final Clock clock;
    private Optional<Trouble> trouble = Optional.empty();

    SinkTrouble(Clock clock) {
        this.clock = clock;
    }

    /**
     * Records that the sink accepted nothing.
     *
     * @param nextWithin the time within which the next attempt ends, if there is one
     */
    synchronized void failed(String cause, Duration nextWithin) {
        Instant now = clock.instant();
        Instant since = current().map(Trouble::since).orElse(now);
        trouble = Optional.of(new Trouble(since, cause, now.plus(nextWithin)));
    }

    synchronized void ended() {
        trouble = Optional.empty();
    }

    /** Returns what is wrong, or empty if nothing is. */
    synchronized Optional<String> description() {
        return current()
                .map(known -> "accepts no events (for " + since(known).toSeconds() + " s so far): " + known.cause());
    }

    /** Returns for how many seconds the sink has accepted nothing; 0 if it does. */
    synchronized double seconds() {
        return current().map(known -> since(known).toMillis() / 1000.0).orElse(0.0);
    }

    private Optional<Trouble> current() {
        return trouble.filter(known -> clock.instant().isBefore(known.until()));
    }

    private Duration since(Trouble known) {
        return Duration.between(known.since(), clock.instant());
    }
}
