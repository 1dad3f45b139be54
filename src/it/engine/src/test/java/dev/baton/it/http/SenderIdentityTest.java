package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.BATCH;
import static dev.baton.it.http.HttpCalls.header;
import static dev.baton.it.http.HttpCalls.json;
import static dev.baton.it.http.HttpCalls.newId;
import static dev.baton.it.http.HttpCalls.parcel;
import static dev.baton.it.http.HttpCalls.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with tokens of an issuer that is reached over https, as Knative's senders send them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SenderIdentityTest {

    private static final String AUDIENCE = "serving.knative.dev/service/parcels/weigh-parcel";
    private static final String SENDER = "system:serviceaccount:parcels:trigger";
    private static final ServerCertificate CERTIFICATE = ServerCertificate.in(
            Path.of("target"), "issuer-" + ProcessHandle.current().pid());

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, TokenIssuer.class, ServerCertificate.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.dead-letters.api.enabled", "true")
            .overrideConfigKey("baton.http.webhook-origins", "friend.example")
            .overrideConfigKey("baton.http.oidc-audience", AUDIENCE)
            .overrideConfigKey("baton.http.oidc-issuer", TokenIssuer.name(Port.free()))
            .overrideConfigKey("baton.http.oidc-subjects", "system:serviceaccount:parcels:*")
            .overrideConfigKey(
                    "baton.http.oidc-ca-file",
                    CERTIFICATE.file().toAbsolutePath().toString());

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "baton.http.oidc-issuer")
    URI configured;

    private HttpCalls http;

    @BeforeEach
    void connect() {
        http = new HttpCalls(base);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.send(http.method("GET", "/q/health/ready")).statusCode() == 200);
    }

    /** First, while nothing was fetched yet. */
    @Test
    @Order(1)
    void withoutTheIssuerNothingIsDecidedAndTheSenderIsToTryAgain() {
        HttpResponse<String> answer =
                sent(TokenIssuer.token(TokenIssuer.newKey("first"), configured.toString(), AUDIENCE, SENDER, 600));

        assertThat(problem(answer, 503)).contains("The issuer of tokens does not provide its keys");
        assertThat(header(answer, "Retry-After")).isNotNull();
    }

    @Test
    @Order(2)
    void onlyAValidTokenOfASenderThatIsAllowedOpensTheDoor() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer(configured.getPort(), CERTIFICATE.context())) {
            String right = issuer.token(AUDIENCE, SENDER, 600);
            String parcel = newId();
            assertThat(http.sent(newId(), parcel, 7, "Authorization", "Bearer " + right, "Prefer", "reply")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Parcels.weighed(parcel)).isEqualTo(1);
            assertThat(function(right).statusCode()).isEqualTo(200);
            assertThat(batch(right).statusCode()).isEqualTo(200);

            HttpResponse<String> missing = http.sent(newId(), newId(), 7);
            problem(missing, 401);
            assertThat(header(missing, "WWW-Authenticate")).isEqualTo("Bearer");
            assertInvalid(issuer.token(AUDIENCE, SENDER, -60), "expired");
            assertInvalid(issuer.token("serving.knative.dev/service/parcels/other", SENDER, 600), "audience");
            String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes())
                    + "." + right.split("\\.")[1] + ".";
            assertInvalid(unsigned, "not allowed");
            assertInvalid(
                    TokenIssuer.token(TokenIssuer.newKey("first"), issuer.name(), AUDIENCE, SENDER, 600), "signature");
            assertInvalid(TokenIssuer.token(TokenIssuer.newKey("other"), issuer.name(), AUDIENCE, SENDER, 600), "keys");
            problem(sent(issuer.token(AUDIENCE, "system:serviceaccount:elsewhere:trigger", 600)), 403);

            issuer.rotate("second");
            assertThat(sent(issuer.token(AUDIENCE, SENDER, 600)).statusCode()).isEqualTo(200);
            assertInvalid(right, "keys");
            assertThat(issuer.requests.get()).isLessThanOrEqualTo(8);
        }
    }

    /** What was refused was neither read nor handled, and the connection goes on. */
    @Test
    @Order(3)
    void aLargeBodyOfAStrangerIsDiscarded() {
        String parcel = "x".repeat(900_000);

        problem(http.sent(newId(), parcel, 7), 401);
        assertThat(Parcels.weighed(parcel)).isZero();
    }

    /** A handshake says that events are welcome, not from whom (CloudEvents web hooks, section 4). */
    @Test
    @Order(4)
    void otherRequestsNeedNoToken() {
        HttpResponse<String> options =
                http.send(http.method("OPTIONS", "/", "WebHook-Request-Origin", "friend.example"));

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(header(options, "WebHook-Allowed-Origin")).isEqualTo("friend.example");
        assertThat(problem(http.send(http.method("GET", "/baton/dead-letters")), 401))
                .as("its own protection")
                .contains("the required role is");
    }

    private void assertInvalid(String token, String reason) {
        HttpResponse<String> answer = sent(token);
        assertThat(problem(answer, 401)).contains(reason).doesNotContain(token, SENDER);
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private HttpResponse<String> sent(String token) {
        return http.sent(newId(), newId(), 7, "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> function(String token) {
        return http.send(http.binary(
                "/functions/weigh-parcel",
                "parcels.sent.v1",
                newId(),
                parcel(newId(), 7),
                "Authorization",
                "Bearer " + token));
    }

    private HttpResponse<String> batch(String token) {
        HttpRequest batch = http.body(
                "/", BATCH, "[" + json(newId(), parcel(newId(), 7), "") + "]", "Authorization", "Bearer " + token);
        return http.send(batch);
    }
}
