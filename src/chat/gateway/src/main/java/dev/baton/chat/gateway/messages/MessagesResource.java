package dev.baton.chat.gateway.messages;

import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.rooms.Membership;
import dev.baton.chat.gateway.security.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The messages of a room over HTTP. */
@Path("/api/rooms/{room}/messages")
@Tag(name = "Messages")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    private static final long DEFAULT_LIMIT = 50;
    private static final long MOST = 1_000;

    @Inject
    SecurityIdentity identity;

    @Inject
    Posts posts;

    @Inject
    Pages pages;

    @Inject
    Membership membership;

    public record NewMessage(
            String messageId, String text, @Nullable String replyTo) {}

    public record Page(List<Message> messages) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Posts a message; posting the same messageId again is harmless")
    @APIResponse(responseCode = "202", description = "The message is stored and will get its place in the room")
    @APIResponse(
            responseCode = "403",
            description = "The caller is not a member of the room, or the room does not exist")
    @APIResponse(responseCode = "413", description = "The text is longer than 8 KiB of UTF-8")
    @APIResponse(responseCode = "429", description = "Too fast: Retry-After says how long to wait")
    public Uni<Response> post(String room, NewMessage body) {
        if (body == null) {
            throw Problem.malformed("the body must be {\"messageId\":\"…\",\"text\":\"…\",\"replyTo\":\"…\"?}");
        }
        String user = Caller.of(identity).user();
        Post post = new Post(room, body.messageId(), body.text(), body.replyTo());
        return posts.admit(user, post).chain(() -> posts.store(user, post)).replaceWith(() -> Response.accepted()
                .build());
    }

    @GET
    @Operation(summary = "The messages after a seq, in seq order")
    @APIResponse(responseCode = "200", description = "The messages")
    @APIResponse(
            responseCode = "503",
            description = "Too much of the history is being read: Retry-After says when to try again")
    public Uni<Page> read(
            @Context RoutingContext request,
            String room,
            @QueryParam("after")
                    @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64", defaultValue = "0"))
                    String after,
            @QueryParam("limit")
                    @Parameter(
                            description = "1 to 1,000; a larger value counts as 1,000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    String limit) {
        Names.room(room);
        long from = number("after", after, 0, 0);
        int most = (int) Math.min(MOST, number("limit", limit, DEFAULT_LIMIT, 1));
        return membership
                .require(room, Caller.of(identity).user())
                .chain(() -> pages.read(request, room, from, most))
                .map(Page::new);
    }

    private static long number(String name, String value, long otherwise, long least) {
        try {
            long number = value == null ? otherwise : Long.parseLong(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with values that are out of range.
        }
        throw Problem.invalid("'" + name + "' must be a whole number from " + least + " but was '" + value + "'");
    }
}
