package dev.baton.it.delivery;

import dev.baton.it.delivery.Counting.Step;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.delivery.Deliveries;
import dev.baton.runtime.delivery.DeliveryContexts;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Outcome;
import dev.baton.testkit.FunctionTestkit;
import io.cloudevents.CloudEvent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A test that hands its events to the delivery itself, without a broker. */
abstract class DirectDeliveryTest extends CountingTest {

    @Inject
    Deliveries deliveries;

    @Inject
    DeliveryContexts contexts;

    @Inject
    BatonModel model;

    @Inject
    FunctionTestkit testkit;

    CloudEvent step(int number) {
        return testkit.event(UUID.randomUUID().toString(), new Step(name, number));
    }

    /** The event comes from a topic, for this attempt in place. */
    Outcome fromTopic(CloudEvent event, int attempt) {
        return fromTopic("count-step", event, attempt);
    }

    Outcome fromTopic(String name, CloudEvent event, int attempt) {
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        var function = model.function(name).orElseThrow();
        contexts.run(() -> deliveries
                .deliver(function, List.of(new IncomingEvent(event, attempt, "test")))
                .subscribe()
                .with(outcomes::complete, outcomes::completeExceptionally));
        return outcomes.join().get(0);
    }
}
