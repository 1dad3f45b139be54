package dev.baton.testkit;

import dev.baton.EventCatalog;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.delivery.Deliveries;
import dev.baton.runtime.delivery.DeliveryContexts;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Outcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A test kit that delivers events to the functions of the application under test. It uses the real delivery with inbox,
 * transaction and outbox, but no broker. Inject it in a {@code @QuarkusTest}.
 */
@Singleton
public class FunctionTestkit {

    private static final URI SOURCE = URI.create("/testkit");

    private final Deliveries deliveries;
    private final DeliveryContexts contexts;
    private final BatonModel model;
    private final Catalog catalog;

    FunctionTestkit(Deliveries deliveries, DeliveryContexts contexts, BatonModel model, Catalog catalog) {
        this.deliveries = deliveries;
        this.contexts = contexts;
        this.model = model;
        this.catalog = catalog;
    }

    /** Delivers the data to the one function that handles its type, as an event with a new id. */
    public Handled handle(Record data) {
        return handle(event(UUID.randomUUID().toString(), data));
    }

    /** Delivers the event to the one function that handles its type. */
    public Handled handle(CloudEvent event) {
        return handleAll(List.of(event)).get(0);
    }

    /** Delivers the event to the function of this name. */
    public Handled handle(String function, CloudEvent event) {
        BatonFunction named = model.function(function)
                .orElseThrow(() -> new AssertionError("there is no function " + function + "; these are: "
                        + model.functions().stream().map(BatonFunction::name).toList()));
        return deliver(named, List.of(event)).get(0);
    }

    /** Delivers the events, all of one type, to their function in one micro-batch. Returns a result for each event. */
    public List<Handled> handleAll(List<CloudEvent> events) {
        return deliver(functionFor(events.get(0).getType()), events);
    }

    private List<Handled> deliver(BatonFunction function, List<CloudEvent> events) {
        List<IncomingEvent> incoming = events.stream()
                .map(event -> new IncomingEvent(event, 1, "testkit"))
                .toList();
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        contexts.run(() -> deliveries
                .deliver(function, incoming)
                .subscribe()
                .with(outcomes::complete, outcomes::completeExceptionally));
        return outcomes.join().stream()
                .map(outcome -> new Handled(outcome, catalog))
                .toList();
    }

    /** Returns an event with this id, this data and the source {@code /testkit}. */
    public CloudEvent event(String id, Record data) {
        var type = catalog.descriptorOf(data.getClass());
        String key = type.keyOf(data);
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(SOURCE)
                .withType(type.type())
                .withData(catalog.contentType(data.getClass()), catalog.write(data));
        return key == null
                ? event.build()
                : event.withSubject(key)
                        .withExtension(Extensions.PARTITION_KEY, key)
                        .build();
    }

    /** Returns the event with these attributes and this data, unchanged: an event that was received elsewhere. */
    public CloudEvent event(Map<String, String> attributes, byte[] data) {
        return Event.stored(attributes, data);
    }

    /** Returns the event types that the application knows. */
    public EventCatalog catalog() {
        return catalog;
    }

    private BatonFunction functionFor(String type) {
        List<BatonFunction> found = model.functions().stream()
                .filter(function -> model.handles(function, type))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("one function should handle " + type + " but these do: "
                    + found.stream().map(BatonFunction::name).toList());
        }
        return found.get(0);
    }
}
