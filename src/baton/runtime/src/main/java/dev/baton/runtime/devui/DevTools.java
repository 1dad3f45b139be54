package dev.baton.runtime.devui;

import dev.baton.EventPublisher;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.deadletter.DeadLetter;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import io.cloudevents.CloudEvent;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The methods of Baton in Dev UI, which are also tools of Dev MCP. It is a bean only in dev mode. */
public class DevTools {

    private static final int MOST_LETTERS = 100;
    private static final List<String> ADDRESSES = List.of(
            "kafka.bootstrap.servers",
            "quarkus.datasource.reactive.url",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username");
    private static final String SOURCE = "/dev-ui";

    private final BatonModel model;
    private final EventPublisher publisher;
    private final DeadLetterOperations letters;
    private final EventSearch search;

    DevTools(BatonModel model, EventPublisher publisher, DeadLetterOperations letters, EventSearch search) {
        this.model = model;
        this.publisher = publisher;
        this.letters = letters;
        this.search = search;
    }

    /** A function, the types that trigger it, and the types that it may emit. */
    public record FunctionView(String name, List<String> handles, String topic, List<String> emits) {}

    /** An event that was stored to be published. */
    public record Sent(String source, String id, String type) {}

    /** An event that was given up on. */
    public record LetterView(
            long id, String function, String eventId, String data, int attempts, String error, String lastFailedAt) {}

    @DevMCPEnableByDefault
    @JsonRpcDescription("Lists the functions of the application, with the event types that each handles and emits")
    public List<FunctionView> functions() {
        return model.functions().stream()
                .map(function -> new FunctionView(
                        function.name(),
                        model.eventTypes().keySet().stream()
                                .filter(type -> model.handles(function, type))
                                .toList(),
                        function.input().topic(),
                        function.emits().stream().sorted().toList()))
                .toList();
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Returns the addresses of the broker and the database that the application uses")
    public Map<String, String> services() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String key : ADDRESSES) {
            ConfigProvider.getConfig()
                    .getOptionalValue(key, String.class)
                    .ifPresent(value -> addresses.put(key, value));
        }
        return addresses;
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Sends a CloudEvent to the functions that handle its type, and returns its source and id. The"
            + " JSON Schema of the data is at /q/asyncapi/schemas/<type>")
    public Uni<Sent> sendEvent(
            @JsonRpcDescription("The type of the event, such as shop.order.placed.v1") String type,
            @JsonRpcDescription("The data as a JSON object") String data) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", Event.VERSION);
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", SOURCE);
        attributes.put("type", type);
        attributes.put("datacontenttype", MediaType.JSON);
        CloudEvent event = Event.of(attributes, data.getBytes(StandardCharsets.UTF_8));
        return publisher.publish(List.of(event)).replaceWith(new Sent(SOURCE, event.getId(), type));
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription(
            "Finds out where an event is: handled by which functions, waiting to be published, waiting for a"
                    + " further attempt, or given up on with which error")
    public Uni<List<String>> findEvent(
            @JsonRpcDescription("The source of the event") String source,
            @JsonRpcDescription("The id of the event") String id) {
        return search.find(source, id);
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Lists the events that functions gave up on, with their data and errors (100 at most)")
    public Uni<List<LetterView>> deadLetters() {
        return letters.list(new DeadLetter.Filter(null, null, null, null, "open"), 0, MOST_LETTERS)
                .map(found -> found.stream().map(DevTools::view).toList());
    }

    private static LetterView view(DeadLetter letter) {
        return new LetterView(
                letter.id(),
                letter.function(),
                letter.eventId(),
                new String(letter.data(), StandardCharsets.UTF_8),
                letter.attempts(),
                letter.failure().errorClass() + ": " + letter.failure().message(),
                letter.lastFailedAt().toString());
    }
}
