package dev.baton.runtime.http.identity;

import dev.baton.BatonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Asks an issuer for its keys (OpenID Connect Discovery 1.0, section 4, and RFC 7517). Thread-safe. */
final class IssuerClient implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;
    private static final long MOST_BYTES = 1 << 20;

    private final Issuer issuer;
    private final String audience;
    private final HttpClient client;

    IssuerClient(Vertx vertx, Issuer issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                .setMaxPoolSize(1);
        issuer.authorities()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(readable(file))));
        this.client = vertx.createHttpClient(options);
    }

    private static String readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new BatonException("The certificate authorities of the issuer of tokens can't be read from " + file
                    + " (baton.http.oidc-ca-file): let the process read it, or name another file");
        }
        return file.toString();
    }

    /** Returns a check with the issuer's current keys. Fails if they can't be fetched; the message says why. */
    Future<TokenCheck> fetch() {
        return get(issuer.discovery()).compose(document -> {
            String name = document.getString("issuer", "");
            if (name.isEmpty()
                    || issuer.name().filter(wanted -> !wanted.equals(name)).isPresent()) {
                return Future.failedFuture(new BatonException(issuer.discovery() + " must be of the issuer '"
                        + issuer.name().orElse("?") + "' (baton.http.oidc-issuer) but names '" + name + "'"));
            }
            return get(keysOf(document)).map(keys -> check(name, keys));
        });
    }

    /**
     * Keys that come over a connection without encryption prove nothing, unless the issuer itself is reached without
     * encryption.
     */
    private String keysOf(JsonObject document) {
        String address = document.getString("jwks_uri", "");
        if (!address.startsWith("https://") && (issuer.encrypted() || !address.startsWith("http://"))) {
            throw new BatonException(
                    "jwks_uri of " + issuer.discovery() + " must be an https address but was '" + address + "'");
        }
        return address;
    }

    private TokenCheck check(String name, JsonObject keys) {
        try {
            return new TokenCheck(name, audience, new JsonWebKeySet(keys.encode()).getJsonWebKeys());
        } catch (JoseException e) {
            throw new BatonException("The keys of the issuer " + name + " can't be read: " + e.getMessage(), e);
        }
    }

    private Future<JsonObject> get(String address) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address)
                .setTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        return client.request(options)
                .compose(request -> send(request, address))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(new BatonException(
                        "The issuer of tokens does not provide its keys: GET " + address + ": " + failure.getMessage(),
                        failure)));
    }

    private Future<JsonObject> send(HttpClientRequest request, String address) {
        authorize(request, URI.create(address));
        return request.send().compose(response -> {
            Buffer body = Buffer.buffer();
            response.handler(part -> {
                body.appendBuffer(part);
                if (body.length() > MOST_BYTES) {
                    request.reset();
                }
            });
            return response.end().map(ended -> {
                if (response.statusCode() != 200) {
                    throw new BatonException("it answers with status " + response.statusCode());
                }
                return parsed(body);
            });
        });
    }

    private static JsonObject parsed(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new BatonException("its answer is not a JSON object", e);
        }
    }

    /** The token is never sent in the clear. */
    private void authorize(HttpClientRequest request, URI address) {
        if ("https".equals(address.getScheme())) {
            issuer.token().ifPresent(token -> token.addTo(request));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
