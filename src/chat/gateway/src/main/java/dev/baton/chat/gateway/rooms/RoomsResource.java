package dev.baton.chat.gateway.rooms;

import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.security.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Rooms and their members over HTTP. */
@Path("/api/rooms")
@Tag(name = "Rooms")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private static final int MOST_MEMBERS = 1_000;

    @Inject
    SecurityIdentity identity;

    @Inject
    RoomStore store;

    @Inject
    Membership membership;

    public record NewRoom(String room, List<String> members) {}

    public record NamedRoom(String room) {}

    public record RoomList(List<RoomView> rooms) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates a room; the caller becomes a member of it")
    @APIResponse(responseCode = "201", description = "Created, with these members and the caller")
    @APIResponse(responseCode = "200", description = "The room already exists; its members do not change")
    public Uni<RestResponse<NamedRoom>> create(NewRoom body) {
        if (body == null) {
            throw Problem.malformed("the body must be {\"room\":\"…\",\"members\":[…]}");
        }
        String room = Names.room(body.room());
        return store.create(room, members(body)).map(created -> RestResponse.ResponseBuilder.create(
                        created ? RestResponse.Status.CREATED : RestResponse.Status.OK, new NamedRoom(room))
                .build());
    }

    @GET
    @Operation(summary = "The caller's rooms")
    public Uni<RoomList> list() {
        return store.roomsOf(caller()).map(RoomList::new);
    }

    @PUT
    @Path("/{room}/members/{user}")
    @Operation(summary = "Makes a user a member of one of the caller's rooms")
    @APIResponse(responseCode = "204", description = "The user is a member, and may have been one before")
    @APIResponse(
            responseCode = "403",
            description = "The caller is not a member of the room, or the room does not exist")
    public Uni<Void> add(String room, String user) {
        Names.room(room);
        Names.user(user);
        return membership.require(room, caller()).chain(() -> store.add(room, user));
    }

    private Set<String> members(NewRoom body) {
        List<String> named = body.members() == null ? List.of() : body.members();
        if (named.size() > MOST_MEMBERS) {
            throw Problem.invalid("a room is created with at most " + MOST_MEMBERS + " members, but 'members' has "
                    + named.size() + ": add the others one by one");
        }
        Set<String> members = new TreeSet<>(Set.of(caller()));
        named.forEach(name -> members.add(Names.user(name)));
        return members;
    }

    private String caller() {
        return Caller.of(identity).user();
    }
}
