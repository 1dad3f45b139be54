package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Posts to a function that demands a token, over https. The process posts to itself, at the address of a function that
 * it does not have.
 */
class FunctionCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AUDIENCE = "serving.knative.dev/service/parcels/asleep-now";
    private static final String SENDER = "system:serviceaccount:parcels:relay";
    private static final Path DIRECTORY =
            Path.of("target", "function-calls-" + ProcessHandle.current().pid()).toAbsolutePath();
    private static final int PORT = Port.free();
    private static final ServerCertificate CERTIFICATE = certificate();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, TokenIssuer.class, ServerCertificate.class))
            .overrideConfigKey("baton.namespace", "parcels")
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("K_SINK", "http://127.0.0.1:" + Port.free())
            .overrideConfigKey("baton.http.oidc-audience", AUDIENCE)
            .overrideConfigKey("baton.http.oidc-issuer", TokenIssuer.name(Port.free()))
            .overrideConfigKey("baton.http.oidc-ca-file", CERTIFICATE.file().toString())
            .overrideConfigKey("quarkus.http.test-ssl-port", Integer.toString(PORT))
            .overrideConfigKey(
                    "quarkus.http.ssl.certificate.key-store-file",
                    CERTIFICATE.store().toString())
            .overrideConfigKey("quarkus.http.ssl.certificate.key-store-password", ServerCertificate.PASSWORD)
            .overrideConfigKey(
                    "baton.functions.asleep-now.url", "https://127.0.0.1:" + PORT + "/functions/weigh-parcel")
            .overrideConfigKey("baton.relay.sink-ca-certs", CERTIFICATE.pem())
            .overrideConfigKey("baton.relay.function-token-directory", DIRECTORY.toString())
            .overrideConfigKey("baton.retry.watch-interval", "200ms")
            .overrideConfigKey("baton.retry.unattended-after", "100ms");

    @Inject
    Pool pool;

    @ConfigProperty(name = "baton.http.oidc-issuer")
    URI configured;

    @Test
    void itIsPostedWithTheTokenOfTheMomentForItsFunction() throws Exception {
        String parcel = newId();
        Path token = DIRECTORY.resolve("asleep-now");
        try (TokenIssuer issuer = new TokenIssuer(configured.getPort(), CERTIFICATE.context())) {
            Files.writeString(token, issuer.token("serving.knative.dev/service/parcels/other", SENDER, 600));
            waits(parcel);
            await().atMost(PATIENCE).until(() -> issuer.requests.get() > 1);
            assertThat(Parcels.weighed(parcel)).isZero();

            Files.writeString(token, issuer.token(AUDIENCE, SENDER, 600));

            await().atMost(PATIENCE).until(() -> Parcels.weighed(parcel) == 1);
        }
    }

    private void waits(String parcel) {
        pool.query("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
                values ('parcels', 'asleep-now', '%s', '/tests', '%1$s', json_build_object('specversion', '1.0',
                    'id', '%1$s', 'source', '/tests', 'type', 'parcels.sent.v1', 'datacontenttype',
                    'application/json')::text, '{"parcel":"%1$s","weight":7}', 'test', 1, now())""".formatted(parcel)).executeAndAwait();
    }

    private static ServerCertificate certificate() {
        try {
            return ServerCertificate.in(Files.createDirectories(DIRECTORY), "function");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
