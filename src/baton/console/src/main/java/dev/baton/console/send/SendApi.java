package dev.baton.console.send;

import dev.baton.EventPublisher;
import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Event;
import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.ConsoleConfig;
import dev.baton.runtime.http.Problem;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores an event that a person has written in the outbox, once its data was read as the record of its type. */
@Singleton
public class SendApi implements Api {

    private final BatonModel model;
    private final EventPublisher publisher;
    private final ConsoleConfig config;
    private final Clock clock;

    SendApi(BatonModel model, EventPublisher publisher, BatonConfig config, Clock clock) {
        this.model = model;
        this.publisher = publisher;
        this.config = config.console();
        this.clock = clock;
    }

    /** Returns whether this process sends events. */
    public boolean enabled() {
        return config.send().orElse(LaunchMode.current() == LaunchMode.DEVELOPMENT);
    }

    @Override
    public void add(Routes routes) {
        routes.get("/types", call -> Uni.createFrom().item(this::types));
        routes.post("/send", this::send);
    }

    private JsonObject types() {
        return new JsonObject()
                .put(
                        "types",
                        new JsonArray(model.eventTypes().values().stream()
                                .map(EventForm::of)
                                .toList()));
    }

    private Uni<JsonObject> send(Call call) {
        if (!enabled()) {
            throw new Problem(403, "this process sends no events of people: baton.console.send is false");
        }
        Event event = event(call);
        return publisher
                .publish(List.of(event))
                .onFailure(EventRejectedException.class)
                .transform(refused -> new Problem(422, refused.getMessage()))
                .map(stored -> new JsonObject().put("eventId", event.getId()).put("correlationId", event.getId()));
    }

    private Event event(Call call) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", Event.VERSION);
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", "/" + model.namespace() + "/console");
        attributes.put("type", needed(call, "type"));
        attributes.put("time", clock.instant().toString());
        attributes.put("datacontenttype", "application/json");
        put(attributes, "subject", call.sentText("subject"));
        put(attributes, "partitionkey", call.sentText("key"));
        try {
            return Event.of(attributes, needed(call, "data").getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Problem(422, e.getMessage());
        }
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            attributes.put(name, value);
        }
    }

    private static String needed(Call call, String name) {
        String value = call.sentText(name);
        if (value == null || value.isBlank()) {
            throw new Problem(400, name + " is missing");
        }
        return value;
    }
}
