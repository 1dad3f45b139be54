package dev.baton.request;

import dev.baton.NoReplyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * What Baton measures of requests: {@code baton.request} (time until the end, by type of the reply and outcome: replied,
 * no-reply, failed) and {@code baton.requests.waiting}.
 */
@Singleton
class RequestMetrics {

    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry, WaitingRequests waiting) {
        this.registry = registry;
        registry.gauge("baton.requests.waiting", waiting, WaitingRequests::size);
    }

    <T> Uni<T> measure(String replyType, Uni<T> request) {
        Timer.Sample begin = Timer.start(registry);
        return request.onItemOrFailure()
                .invoke((reply, failure) ->
                        begin.stop(registry.timer("baton.request", "reply", replyType, "outcome", outcome(failure))));
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "replied";
        }
        return failure instanceof NoReplyException ? "no-reply" : "failed";
    }
}
