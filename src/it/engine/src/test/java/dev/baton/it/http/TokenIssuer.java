package dev.baton.it.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An issuer of tokens, as a Kubernetes cluster is one: discovery and keys over https, and signed JWTs. */
final class TokenIssuer implements AutoCloseable {

    final AtomicInteger requests = new AtomicInteger();

    private final HttpsServer server;
    private volatile PublicJsonWebKey key = newKey("first");

    TokenIssuer(int port, SSLContext certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer":"%s","jwks_uri":"%s/openid/v1/jwks","response_types_supported":["id_token"]}""".formatted(name(), name())));
        server.createContext(
                "/openid/v1/jwks", exchange -> answer(exchange, new JsonWebKeySet(publicPart(key)).toJson()));
        server.start();
    }

    String name() {
        return name(server.getAddress().getPort());
    }

    static String name(int port) {
        return "https://127.0.0.1:" + port;
    }

    /** From now on there is another key, and no other. */
    void rotate(String id) {
        key = newKey(id);
    }

    /** A token of this issuer. */
    String token(String audience, String subject, int secondsToLive) {
        return token(key, name(), audience, subject, secondsToLive);
    }

    static String token(PublicJsonWebKey key, String issuer, String audience, String subject, int secondsToLive) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(secondsToLive / 60f);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue("RS256");
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicJsonWebKey newKey(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey publicPart(PublicJsonWebKey key) {
        try {
            PublicJsonWebKey part = PublicJsonWebKey.Factory.newPublicJwk(key.getPublicKey());
            part.setKeyId(key.getKeyId());
            return part;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String json) {
        requests.incrementAndGet();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
