package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The valid values of one {@code spec.delivery}; a field that the spec does not have is empty. */
record DeliverySettings(
        Optional<Integer> retry,
        Optional<Backoff.Policy> policy,
        Optional<Duration> delay,
        Optional<Duration> timeout,
        Optional<Duration> retryAfterMax,
        Optional<URI> deadLetterSink,
        boolean structured) {}
