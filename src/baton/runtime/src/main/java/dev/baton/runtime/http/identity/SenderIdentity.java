package dev.baton.runtime.http.identity;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.HttpConfig;
import dev.baton.runtime.http.identity.TokenCheck.InvalidTokenException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request with events comes from a sender that may send them, if {@code baton.http.oidc-audience} is
 * set.
 */
@Singleton
public class SenderIdentity {

    private static final String SCHEME = "Bearer ";
    private static final Future<Verdict> ALLOWED = Future.succeededFuture(new Verdict.Allowed());

    private final Optional<Set<String>> subjects;
    private final @Nullable IssuerClient client;
    private final @Nullable IssuerKeys keys;

    @Inject
    SenderIdentity(BatonConfig config, Vertx vertx) {
        HttpConfig http = config.http();
        this.subjects = http.oidcSubjects();
        this.client = http.oidcAudience()
                .map(audience -> new IssuerClient(vertx, Issuer.of(http), audience))
                .orElse(null);
        this.keys = client == null ? null : new IssuerKeys(client::fetch, InstantSource.system());
    }

    SenderIdentity(Optional<Set<String>> subjects, IssuerKeys keys) {
        this.subjects = subjects;
        this.client = null;
        this.keys = keys;
    }

    /**
     * Returns the verdict. The future never fails, and is complete unless the issuer has to be asked for its keys.
     *
     * @param authorization the values of all {@code Authorization} headers
     */
    public Future<Verdict> of(List<String> authorization) {
        IssuerKeys issuer = keys;
        if (issuer == null) {
            return ALLOWED;
        }
        if (authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Future.succeededFuture(
                    new Verdict.Missing("the request must have one bearer token of its sender (Authorization)"));
        }
        String token = authorization.get(0).substring(SCHEME.length()).strip();
        return issuer.current()
                .compose(check -> checked(token, check, issuer))
                .otherwise(failure -> new Verdict.Undecided(String.valueOf(failure.getMessage())));
    }

    private Future<Verdict> checked(String token, TokenCheck check, IssuerKeys issuer) {
        try {
            return Future.succeededFuture(verdict(token, check));
        } catch (UnknownKeyException e) {
            return issuer.newerThan(check)
                    .map(newer -> newer.map(with -> checkedAgain(token, with)))
                    .orElseGet(() -> Future.succeededFuture(new Verdict.Undecided(
                            "the key of the token is not known, and the issuer was asked for its keys just now")));
        }
    }

    private Verdict checkedAgain(String token, TokenCheck check) {
        try {
            return verdict(token, check);
        } catch (UnknownKeyException e) {
            return new Verdict.Invalid("none of the issuer's keys signed the token");
        }
    }

    private Verdict verdict(String token, TokenCheck check) throws UnknownKeyException {
        try {
            String subject = check.subject(token);
            return subjects.isEmpty() || subjects.get().stream().anyMatch(pattern -> fits(pattern, subject))
                    ? new Verdict.Allowed()
                    : new Verdict.Forbidden(
                            "'" + subject + "' is not one of the senders that are allowed (baton.http.oidc-subjects)");
        } catch (InvalidTokenException e) {
            return new Verdict.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private static boolean fits(String pattern, String subject) {
        return pattern.endsWith("*")
                ? subject.startsWith(pattern.substring(0, pattern.length() - 1))
                : subject.equals(pattern);
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }
}
