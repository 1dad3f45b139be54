package dev.baton.runtime.http.identity;

import dev.baton.runtime.config.HttpConfig;
import dev.baton.runtime.http.client.BearerToken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys of the issuer of tokens come from.
 *
 * @param base the address whose {@code /.well-known/openid-configuration} names the keys
 * @param name the {@code iss} of its tokens; if empty, the one that it names itself
 * @param authorities a file with the certificates (PEM) that are trusted for it; if empty, the JVM's are
 * @param token the token for requests to it
 */
record Issuer(URI base, Optional<String> name, Optional<Path> authorities, Optional<BearerToken> token) {

    private static final String CLUSTER = "kubernetes.default.svc";
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /**
     * Returns the configured issuer. The default is that of the Kubernetes cluster. Only this one is sent the token of
     * the process's ServiceAccount.
     */
    static Issuer of(HttpConfig config) {
        return of(config.oidcIssuer(), config.oidcCaFile(), ACCOUNT);
    }

    static Issuer of(Optional<String> name, Optional<Path> authorities, Path account) {
        URI base = URI.create(name.orElse("https://" + CLUSTER).replaceAll("/+$", ""));
        boolean cluster = base.getHost().equals(CLUSTER) || base.getHost().startsWith(CLUSTER + ".");
        return new Issuer(
                base,
                name,
                authorities.or(
                        () -> Optional.of(account.resolve("ca.crt")).filter(file -> cluster && Files.exists(file))),
                cluster
                        ? Optional.of(new BearerToken(account.resolve("token"), "of the ServiceAccount"))
                        : Optional.empty());
    }

    String discovery() {
        return base + "/.well-known/openid-configuration";
    }

    boolean encrypted() {
        return "https".equals(base.getScheme());
    }
}
