package dev.baton.runtime.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * The elements of a function's {@link dev.baton.RetryPolicy}.
 *
 * @param attemptsInPlace 0 if not declared
 * @param attempts 0 if not declared
 */
public record DeclaredRetry(
        int attemptsInPlace,
        Optional<Duration> delayInPlace,
        int attempts,
        Optional<Duration> delay,
        Optional<Duration> maxDelay) {

    public static final DeclaredRetry NOTHING =
            new DeclaredRetry(0, Optional.empty(), 0, Optional.empty(), Optional.empty());
}
