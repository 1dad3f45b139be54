package dev.baton.chat.gateway.ingress;

import dev.baton.EventPublisher;
import dev.baton.chat.gateway.GatewayConfig;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes CloudEvents from other producers. An event sent again, with the same source and id, takes effect once. */
@Path("/events")
@Tag(name = "Events")
@Singleton
public class EventsResource {

    @Inject
    EventPublisher publisher;

    @Inject
    GatewayConfig config;

    private EventReader reader;

    @PostConstruct
    void init() {
        reader = new EventReader(config.ingress().batch());
    }

    @POST
    @RolesAllowed("producer")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Stores CloudEvents, all or none",
            description = "Binary, structured or batch mode of the CloudEvents HTTP protocol binding, JSON data.")
    @APIResponse(responseCode = "202", description = "Stored; the events will be published")
    @APIResponse(responseCode = "400", description = "No CloudEvent, or its data can't be read as its type's record")
    @APIResponse(responseCode = "413", description = "The body or the batch is too large")
    @APIResponse(responseCode = "415", description = "Neither CloudEvents nor JSON")
    @APIResponse(responseCode = "422", description = "No function or gateway knows the type, or the data is not valid")
    public Uni<Response> post(@Context HttpHeaders headers, byte[] body) {
        return publisher.publish(reader.read(byLowerCaseName(headers), body)).replaceWith(() -> Response.accepted()
                .build());
    }

    private static Map<String, String> byLowerCaseName(HttpHeaders headers) {
        return headers.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0),
                        (first, second) -> first));
    }
}
