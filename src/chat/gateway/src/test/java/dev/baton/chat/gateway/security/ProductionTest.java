package dev.baton.chat.gateway.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.Rest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway as in production: tokens come only from an identity provider, and health is not on the public port. */
@QuarkusTest
@TestProfile(ProductionTest.Production.class)
class ProductionTest {

    private static final String ISSUER = "https://id.example.org";

    /**
     * The class of the profile is loaded separately from that of the test, and the keys have to be the same for both.
     */
    private static final String PRIVATE_KEY = "test.private-key";

    public static class Production implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            KeyPair keys = newKeys();
            return Map.of(
                    "baton.console.enabled",
                    "true",
                    "chat.dev-sessions",
                    "false",
                    "chat.rate.per-second",
                    "1",
                    "chat.rate.burst",
                    "2",
                    "mp.jwt.verify.issuer",
                    ISSUER,
                    "mp.jwt.verify.publickey",
                    Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                    PRIVATE_KEY,
                    Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        }
    }

    @Inject
    GatewayConfig config;

    @org.eclipse.microprofile.config.inject.ConfigProperty(name = PRIVATE_KEY)
    String privateKey;

    @TestHTTPResource(management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi"})
    void whatOperatorsReadIsOnThePortForThem(String path) {
        given().get(path).then().statusCode(404);
        given().get(management.resolve(path)).then().statusCode(200);
    }

    @Test
    void theConsoleIsOnThePortForOperatorsAndNeedsTheirRole() throws Exception {
        URI console = management.resolve("/q/baton/api/me");

        given().get("/q/baton/").then().statusCode(404);
        given().get(console).then().statusCode(401);
        given().auth().oauth2(tokenWith("member")).get(console).then().statusCode(403);
        given().auth().oauth2(tokenWith("operator")).get(console).then().statusCode(200);
    }

    private String tokenWith(String role) throws Exception {
        return Jwt.issuer(ISSUER).upn("ada").groups(role).expiresIn(60).sign(key());
    }

    @Test
    void thereAreNoDevelopmentSessions() {
        given().contentType(ContentType.JSON)
                .body("{\"user\":\"ada\"}")
                .post("/api/session")
                .then()
                .statusCode(404)
                .contentType(containsString(Rest.PROBLEM));
    }

    @Test
    void aTokenOfADevelopmentSessionIsNotTrusted() {
        String token = new DevSessions(config, Clock.systemUTC(), true).token("ada", Set.of());

        status(401, token);
    }

    @Test
    void theProvidersTokenIsTrusted() throws Exception {
        status(200, Jwt.issuer(ISSUER).upn("ada").subject("7").expiresIn(60).sign(key()));
        status(200, Jwt.issuer(ISSUER).subject("ada").expiresIn(60).sign(key()));
    }

    @Test
    void othersAreNot() throws Exception {
        status(
                401,
                Jwt.issuer("https://other.example.org").upn("ada").expiresIn(60).sign(key()));
        status(401, Jwt.issuer(ISSUER).upn("ada").expiresIn(60).sign(newKeys().getPrivate()));
        status(
                401,
                Jwt.issuer(ISSUER)
                        .upn("ada")
                        .issuedAt(1)
                        .expiresIn(Duration.ofSeconds(60))
                        .sign(key()));
        status(401, Jwt.issuer(ISSUER).upn("line\nbreak").expiresIn(60).sign(key()));
    }

    @Test
    void whoPostsTooFastIsToldHowLongToWait() throws Exception {
        String token = Jwt.issuer(ISSUER).upn("hasty").expiresIn(60).sign(key());
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"room\":\"hasty\"}")
                .post("/api/rooms");
        post(token);
        post(token);

        post(token)
                .then()
                .statusCode(429)
                .contentType(containsString(Rest.PROBLEM))
                .header("Retry-After", "1");
    }

    private static io.restassured.response.Response post(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Rest.message(Rest.newId(), "hi"))
                .post("/api/rooms/hasty/messages");
    }

    private static void status(int status, String token) {
        given().auth().oauth2(token).get("/api/rooms").then().statusCode(status);
    }

    private java.security.PrivateKey key() throws Exception {
        return java.security.KeyFactory.getInstance("RSA")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(privateKey)));
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
