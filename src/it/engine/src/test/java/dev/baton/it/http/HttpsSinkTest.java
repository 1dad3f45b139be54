package dev.baton.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.embedded.Port;
import dev.baton.it.http.Parcels.Scanned;
import dev.baton.runtime.relay.Relay;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sink with TLS and tokens, as set up by Knative's transport encryption and sender identity. */
class HttpsSinkTest {

    private static final Path FILES = directory();
    private static final Path TOKEN = FILES.resolve("token");
    private static final ServerCertificate NAMED = ServerCertificate.in(FILES, "named");
    private static final ServerCertificate IN_BUNDLE = ServerCertificate.in(FILES, "in-bundle");
    private static final ServerCertificate STRANGER = ServerCertificate.in(FILES, "stranger");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, SinkServer.class, ServerCertificate.class))
            .overrideConfigKey("K_SINK", "https://127.0.0.1:" + Port.free() + "/sink")
            .overrideConfigKey("K_CA_CERTS", NAMED.pem())
            .overrideConfigKey("baton.relay.sink-ca-directory", bundle().toString())
            .overrideConfigKey("baton.relay.sink-token-file", TOKEN.toString())
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.relay.sink-delay", "20ms")
            .overrideConfigKey("baton.relay.sink-max-delay", "100ms");

    @ConfigProperty(name = "K_SINK")
    URI address;

    @Inject
    Relay relay;

    @Inject
    EventPublisher publisher;

    private final String key = HttpCalls.newId();

    @BeforeEach
    void storeAnEvent() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            publisher
                    .publish(NewEvent.of(new Scanned(key), key, URI.create("/https-sink-test"), Instant.now()))
                    .await()
                    .atMost(Duration.ofSeconds(20));
            return true;
        });
    }

    @AfterEach
    void takeTheTokenAway() throws IOException {
        Files.deleteIfExists(TOKEN);
    }

    @Test
    void itIsTrustedByTheCertificateThatTheBindingNames() throws Exception {
        try (SinkServer sink = new SinkServer(address.getPort(), NAMED.context())) {
            awaitArrival(sink);

            assertThat(sink.received.get(0).headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void itIsTrustedByACertificateOfTheBundle() throws Exception {
        try (SinkServer sink = new SinkServer(address.getPort(), IN_BUNDLE.context())) {
            awaitArrival(sink);
        }
    }

    @Test
    void oneWithAnotherCertificateGetsNothingAndTheEventWaitsForTheRightOne() throws Exception {
        try (SinkServer stranger = new SinkServer(address.getPort(), STRANGER.context())) {
            relay.publishDue();

            assertThat(stranger.received).isEmpty();
        }
        try (SinkServer sink = new SinkServer(address.getPort(), NAMED.context())) {
            awaitArrival(sink);
        }
    }

    @Test
    void requestsBearTheTokenOfTheMoment() throws Exception {
        try (SinkServer sink = new SinkServer(address.getPort(), NAMED.context())) {
            sink.answers = headers -> "Bearer second".equals(headers.get("authorization")) ? 202 : 401;
            Files.writeString(TOKEN, "first");
            relay.publishDue();
            assertThat(sink.received).extracting(SinkServer.Received::answered).containsExactly(401);

            Files.writeString(TOKEN, "second\n");
            awaitArrival(sink);
        }
    }

    private void awaitArrival(SinkServer sink) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            relay.publishDue();
            return !sink.taken("ce-subject", key).isEmpty();
        });
    }

    /**
     * Returns the same directory for each class loader of the test: Quarkus loads this class once for its configuration
     * and once to run it.
     */
    private static Path directory() {
        try {
            return Files.createDirectories(
                    Path.of("target", "https-sink-" + ProcessHandle.current().pid())
                            .toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays out a volume as Kubernetes does: the targets of the links are next to them. */
    private static Path bundle() {
        Path bundle = FILES.resolve("bundle");
        if (Files.exists(bundle)) {
            return bundle;
        }
        try {
            Files.createDirectory(bundle);
            Path data = Files.createDirectory(bundle.resolve("..data"));
            Files.writeString(data.resolve("ca.crt"), IN_BUNDLE.pem());
            Files.createSymbolicLink(bundle.resolve("ca.crt"), Path.of("..data", "ca.crt"));
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
