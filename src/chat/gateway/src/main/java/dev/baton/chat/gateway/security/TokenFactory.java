package dev.baton.chat.gateway.security;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

/**
 * The verification of tokens: those of the configured issuer ({@code mp.jwt.verify.*}) and, while development sessions
 * are on, theirs. The two never share a key or an algorithm.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenFactory extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory standard = new DefaultJWTCallerPrincipalFactory();
    private final JWTCallerPrincipalFactory development = new DefaultJWTCallerPrincipalFactory();

    @Inject
    DevSessions devSessions;

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        if (devSessions.on()) {
            try {
                return development.parse(token, devSessions.trust());
            } catch (ParseException notOfADevelopmentSession) {
                return standard.parse(token, configured);
            }
        }
        return standard.parse(token, configured);
    }
}
