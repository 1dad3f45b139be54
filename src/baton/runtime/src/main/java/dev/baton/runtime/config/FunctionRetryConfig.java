package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import java.time.Duration;
import java.util.Optional;

/**
 * How the events of one function are retried. A setting that is absent has the value that the function declares, or
 * else the value under {@code baton.retry}.
 */
@ConfigGroup
public interface FunctionRetryConfig {

    /** The number of attempts before an event leaves its partition and waits in the retry table. */
    Optional<Integer> attemptsInPlace();

    /** The pause before the second attempt in place. It doubles with each further attempt. */
    Optional<Duration> delayInPlace();

    /** The total number of attempts, after which an event fails permanently and becomes a dead letter. */
    Optional<Integer> attempts();

    /** The pause before the first attempt from the retry table. It doubles with each further attempt. */
    Optional<Duration> delay();

    /** The longest pause between two attempts. */
    Optional<Duration> maxDelay();

    /** What happens to the later events of a key after one of its events failed permanently. */
    Optional<OnExhausted> onExhausted();
}
