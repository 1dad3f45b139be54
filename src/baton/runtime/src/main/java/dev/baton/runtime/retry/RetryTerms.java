package dev.baton.runtime.retry;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.DeclaredRetry;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.FunctionConfig;
import dev.baton.runtime.config.FunctionRetryConfig;
import dev.baton.runtime.config.OnExhausted;
import dev.baton.runtime.config.RetryConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which each function's events are retried: its own configuration, else what it declares, else
 * {@code baton.retry.*}.
 */
@Singleton
public class RetryTerms {

    /**
     * The terms of one function.
     *
     * @param attemptsInPlace how often an event is tried before it leaves its partition, at most {@code attempts}
     * @param backoffInPlace the pauses between the attempts in place
     * @param attempts how often an event is tried in total
     * @param backoff the pauses in the retry table
     */
    public record Terms(
            int attemptsInPlace, Backoff backoffInPlace, int attempts, Backoff backoff, OnExhausted onExhausted) {

        public Terms {
            attemptsInPlace = Math.min(attemptsInPlace, attempts);
        }

        /**
         * Returns the pause before the next attempt from the retry table, after this many attempts. The first pause,
         * when the event leaves its partition, is the configured delay. For a parked event, the pause does not double
         * before the event has had as many attempts as there are in place.
         */
        public Duration pauseAfter(int tried) {
            return backoff.after(tried - attemptsInPlace + 1);
        }

        /** Returns whether an event that was given up on holds this key. */
        public boolean hold(@Nullable String key) {
            return onExhausted == OnExhausted.HOLD && key != null;
        }
    }

    private final Map<String, Terms> terms;

    RetryTerms(BatonModel model, BatonConfig config) {
        this.terms = model.functions().stream()
                .collect(Collectors.toMap(BatonFunction::name, function -> terms(function, config)));
    }

    /** Returns the terms of a function of this application. */
    public Terms of(String function) {
        Terms own = terms.get(function);
        if (own == null) {
            throw new IllegalArgumentException("this application has no function " + function);
        }
        return own;
    }

    private static Terms terms(BatonFunction function, BatonConfig config) {
        RetryConfig general = config.retry();
        DeclaredRetry declared = function.retry();
        Optional<FunctionRetryConfig> own =
                Optional.ofNullable(config.functions().get(function.name())).map(FunctionConfig::retry);
        Duration longest = first(own, FunctionRetryConfig::maxDelay, declared.maxDelay(), general.maxDelay());
        return new Terms(
                first(
                        own,
                        FunctionRetryConfig::attemptsInPlace,
                        given(declared.attemptsInPlace()),
                        general.attemptsInPlace()),
                Backoff.of(
                        first(own, FunctionRetryConfig::delayInPlace, declared.delayInPlace(), general.delayInPlace()),
                        longest),
                first(own, FunctionRetryConfig::attempts, given(declared.attempts()), general.attempts()),
                Backoff.of(first(own, FunctionRetryConfig::delay, declared.delay(), general.delay()), longest),
                own.flatMap(FunctionRetryConfig::onExhausted).orElse(general.onExhausted()));
    }

    private static <T> T first(
            Optional<FunctionRetryConfig> own,
            Function<FunctionRetryConfig, Optional<T>> configured,
            Optional<T> declared,
            T general) {
        return own.flatMap(configured).or(() -> declared).orElse(general);
    }

    private static Optional<Integer> given(int declared) {
        return declared == 0 ? Optional.empty() : Optional.of(declared);
    }
}
