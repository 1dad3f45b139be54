package dev.baton.chat.gateway.security;

import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The user that a token names: in its claim {@code upn}, or in {@code sub} if there is no {@code upn}.
 *
 * @param user a name that {@link Names} allows
 * @param until when the token expires
 */
public record Caller(String user, Instant until) {

    /** @throws Problem 401 if the token does not name a valid user */
    public static Caller of(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw Problem.unauthorized("this needs a token that is a JWT");
        }
        String user = claim(token, Claims.upn)
                .or(() -> claim(token, Claims.sub))
                .filter(Names::isUser)
                .orElseThrow(() -> Problem.unauthorized(
                        "the token's claim 'upn', else 'sub', must name the user: " + Names.USER_RULE));
        return new Caller(user, Instant.ofEpochSecond(token.getExpirationTime()));
    }

    private static Optional<String> claim(JsonWebToken token, Claims claim) {
        return Optional.ofNullable(token.<Object>getClaim(claim)).map(Object::toString);
    }
}
