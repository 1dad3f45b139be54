package dev.baton.chat.gateway.security;

import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Development sessions over HTTP. */
@Path("/api/session")
@Tag(name = "Session")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private static final int MOST_ROLES = 20;
    private static final int LONGEST_ROLE = 100;

    @Inject
    DevSessions devSessions;

    public record SignIn(String user, Set<String> roles) {}

    public record Session(String token) {}

    @POST
    @Operation(
            summary = "A token for any user, in development only",
            description = "Available only with chat.dev-sessions=true.")
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "404", description = "Development sessions are off")
    public Session signIn(SignIn signIn) {
        if (!devSessions.on()) {
            throw Problem.notFound("there are no development sessions here: get a token from your identity provider");
        }
        if (signIn == null) {
            throw Problem.malformed("the body must be {\"user\":\"…\",\"roles\":[…]}");
        }
        Set<String> roles = signIn.roles() == null ? Set.of() : signIn.roles();
        checkRoles(roles);
        return new Session(devSessions.token(Names.user(signIn.user()), roles));
    }

    private static void checkRoles(Set<String> roles) {
        boolean fit = roles.size() <= MOST_ROLES
                && roles.stream().allMatch(role -> role != null && !role.isBlank() && role.length() <= LONGEST_ROLE);
        if (!fit) {
            throw Problem.invalid("'roles' must be at most 20 names of 1 to 100 characters");
        }
    }
}
