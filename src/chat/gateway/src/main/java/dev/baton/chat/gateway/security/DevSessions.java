package dev.baton.chat.gateway.security;

import dev.baton.chat.gateway.GatewayConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Tokens for anyone who requests one, for development. They are signed with a key that is derived from the
 * configuration, so that they outlive the gateway and are valid at every gateway with the same configuration. If
 * development sessions are off, nothing trusts that key.
 */
@Startup
@Singleton
public class DevSessions {

    private static final Logger LOG = Logger.getLogger(DevSessions.class);
    private static final String ISSUER = "baton-dev-sessions";

    private final GatewayConfig config;
    private final Clock clock;
    private final boolean on;

    @Inject
    DevSessions(GatewayConfig config, Clock clock) {
        this(config, clock, LaunchMode.current().isDevOrTest());
    }

    DevSessions(GatewayConfig config, Clock clock, boolean onByDefault) {
        this.config = config;
        this.clock = clock;
        this.on = config.devSessions().orElse(onByDefault);
    }

    @PostConstruct
    void warn() {
        if (on) {
            LOG.warn("DEVELOPMENT SESSIONS ARE ON: POST /api/session gives anyone a token for any user and role. "
                    + "Set CHAT_DEV_SESSIONS=false wherever strangers can reach this gateway");
        }
    }

    public boolean on() {
        return on;
    }

    String token(String user, Set<String> roles) {
        Instant now = clock.instant();
        return Jwt.issuer(ISSUER)
                .upn(user)
                .subject(user)
                .groups(roles)
                .issuedAt(now)
                .expiresAt(now.plus(config.devSession().lifetime()))
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(key());
    }

    /** Returns how to verify the token of a development session. Fails if development sessions are off. */
    JWTAuthContextInfo trust() {
        if (!on) {
            throw new IllegalStateException("development sessions are off: their key must not be trusted");
        }
        JWTAuthContextInfo trust = new JWTAuthContextInfo(key(), ISSUER);
        trust.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        return trust;
    }

    private SecretKey key() {
        try {
            byte[] secret = config.devSession().secret().getBytes(StandardCharsets.UTF_8);
            return new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(secret), "HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
