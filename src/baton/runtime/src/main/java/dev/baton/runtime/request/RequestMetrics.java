package dev.baton.runtime.request;

import dev.baton.NoReplyException;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * The metrics of requests: {@code baton.request} (the time until the end, by type of the reply and outcome: replied,
 * no-reply, failed) and {@code baton.requests.waiting}.
 */
@Singleton
class RequestMetrics {

    private final Meters meters;

    RequestMetrics(Meters meters, WaitingRequests waiting) {
        this.meters = meters;
        meters.gauge(Metric.REQUESTS_WAITING, waiting, WaitingRequests::size);
    }

    <T> Uni<T> measure(String replyType, Uni<T> request) {
        Timer.Sample begin = meters.begin();
        return request.onItemOrFailure()
                .invoke((reply, failure) -> begin.stop(meters.timer(Metric.REQUEST, replyType, outcome(failure))));
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "replied";
        }
        return failure instanceof NoReplyException ? "no-reply" : "failed";
    }
}
