package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to events that fail. */
@ConfigGroup
public interface RetryConfig {

    /** The number of attempts before an event leaves its partition and waits in the retry table. */
    @WithDefault("3")
    int attemptsInPlace();

    /** The pause before the second attempt in place. It doubles with each further attempt. */
    @WithDefault("100ms")
    Duration delayInPlace();

    /** The total number of attempts, after which an event fails permanently and becomes a dead letter. */
    @WithDefault("12")
    int attempts();

    /** The pause before the first attempt from the retry table. It doubles with each further attempt. */
    @WithDefault("1s")
    Duration delay();

    /** The longest pause between two attempts. */
    @WithDefault("5m")
    Duration maxDelay();

    /**
     * How often the retry table is checked for due events while processes are busy, or while this process can't be woken
     * by others. While all are quiet, it is checked when an event is due, when another process wakes this one, and after
     * 50 intervals or 10 s, whichever is shorter.
     */
    @WithDefault("200ms")
    Duration pollInterval();

    /** What happens to the later events of a key after one of its events failed permanently. */
    @WithDefault("hold")
    OnExhausted onExhausted();

    /** How long a key may have waiting events before health checks and metrics count it as parked too long. */
    @WithDefault("5m")
    Duration parkedTooLong();

    /** How long an event may be due before it counts as one that no running process takes. */
    @WithDefault("5s")
    Duration unattendedAfter();

    /** How often parked keys and unattended events are counted for health checks and metrics. */
    @WithDefault("10s")
    Duration watchInterval();
}
