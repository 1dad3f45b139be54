package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.telemetry.DeliveryTrace;
import dev.baton.runtime.telemetry.DeliveryTraces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Surrounds transactions with the spans of their events. Does nothing if no spans are recorded. */
@Singleton
class Traced {

    private final DeliveryTraces traces;

    Traced(DeliveryTraces traces) {
        this.traces = traces;
    }

    /** Traces the attempt to deliver an event, with all that is done about it if it fails. */
    Uni<Outcome> alone(BatonFunction function, IncomingEvent event, Uni<Outcome> attempt) {
        if (!traces.on()) {
            return attempt;
        }
        return Uni.createFrom().deferred(() -> {
            DeliveryTrace trace = traces.begin(function.name(), event);
            return attempt.invoke(outcome -> ended(trace, event, outcome))
                    .onTermination()
                    .invoke((outcome, failure, cancelled) -> trace.end(failure));
        });
    }

    /** Traces events that take effect in one transaction, or not at all. */
    Uni<List<Outcome>> together(BatonFunction function, List<IncomingEvent> events, Uni<List<Outcome>> transaction) {
        if (!traces.on()) {
            return transaction;
        }
        return Uni.createFrom().deferred(() -> {
            DeliveryTrace trace = traces.begin(function.name(), events);
            return transaction
                    .invoke(outcomes -> ended(trace, events, outcomes))
                    .onTermination()
                    .invoke((outcomes, failure, cancelled) -> trace.end(failure));
        });
    }

    private static void ended(DeliveryTrace trace, List<IncomingEvent> events, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            ended(trace, events.get(i), outcomes.get(i));
        }
    }

    private static void ended(DeliveryTrace trace, IncomingEvent event, Outcome outcome) {
        trace.ended(event.event(), outcome.label(), outcome.cause());
    }
}
