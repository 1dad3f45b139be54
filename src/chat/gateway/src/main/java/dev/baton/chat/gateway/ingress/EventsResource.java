package dev.baton.chat.gateway.ingress;

import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The endpoint for CloudEvents from other producers. An event sent again with the same source and id takes effect once.
 */
@Path("/events")
@Tag(name = "Events")
@Singleton
public class EventsResource {

    @Inject
    EventPublisher publisher;

    @Inject
    EventRequester requester;

    @Inject
    GatewayConfig config;

    private EventReader reader;
    private Admission admission;

    @PostConstruct
    void init() {
        reader = new EventReader(config.ingress().batch());
        admission = new Admission(config.ingress().types());
    }

    @POST
    @RolesAllowed("producer")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Stores CloudEvents, all or none",
            description = "Binary, structured or batch mode of the CloudEvents HTTP protocol binding, JSON data. With"
                    + " 'reply', one event, and the answer is its first follow-up of that type.")
    @RequestBody(
            description = "An event in structured mode; in binary mode, the body is its data alone. Baton adds this"
                    + " schema, with those of all event types.",
            content = @Content(mediaType = "application/cloudevents+json", schema = @Schema(ref = "CloudEvent")))
    @APIResponse(responseCode = "200", description = "The follow-up that was waited for, as a CloudEvent")
    @APIResponse(responseCode = "202", description = "Stored; the events will be published")
    @APIResponse(responseCode = "400", description = "Not a CloudEvent, or its data can't be read as its type's record")
    @APIResponse(responseCode = "413", description = "The body or the batch is too large")
    @APIResponse(responseCode = "415", description = "Neither CloudEvents nor JSON")
    @APIResponse(
            responseCode = "422",
            description = "Producers may not send this type or source, or the data is not valid")
    @APIResponse(responseCode = "504", description = "Stored, but the follow-up did not arrive within the timeout")
    public Uni<Response> post(
            @Context HttpServerRequest request,
            @Parameter(description = "The CloudEvents type of the follow-up to wait for") @QueryParam("reply")
                    String reply,
            @Parameter(description = "How long to wait: 1ms to 60s") @QueryParam("timeout") @DefaultValue("5s")
                    String timeout,
            byte[] body) {
        List<Event> events = reader.read(request.headers(), body);
        events.forEach(admission::check);
        return reply == null ? store(events) : ask(events, ReplyWanted.of(reply, timeout));
    }

    private Uni<Response> store(List<Event> events) {
        return publisher.publish(List.copyOf(events)).replaceWith(() -> Response.accepted()
                .build());
    }

    private Uni<Response> ask(List<Event> events, ReplyWanted reply) {
        return requester
                .request(reply.one(events), reply.type(), reply.timeLimit())
                .map(event -> response(HttpBinding.write(Event.of(event))));
    }

    private static Response response(HttpMessage message) {
        Response.ResponseBuilder response = Response.ok(Buffer.buffer(message.body()));
        message.headers().forEach(response::header);
        return response.build();
    }
}
