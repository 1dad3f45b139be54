package dev.baton.it.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonException;
import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import dev.baton.NewEvent;
import dev.baton.NoReplyException;
import dev.baton.embedded.EmbeddedBroker;
import dev.baton.it.Tables;
import dev.baton.it.request.Shop.Confirmed;
import dev.baton.it.request.Shop.Placed;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests while the broker is unavailable and after it has returned. */
class RequestOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STOP = "request-outage-test.stop";
    private static final String START = "request-outage-test.start";
    private static final String CLOSE = "request-outage-test.close";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(RequestOutageTest::startBroker)
            .setAfterAllCustomizer(() -> broker(CLOSE))
            .withApplicationRoot(jar -> jar.addClasses(Shop.CLASSES))
            .overrideConfigKey("baton.request.idle-timeout", "100ms");

    @Inject
    EventRequester requester;

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    @Test
    void aRequestThatCanNotReadStoresNothingAndOneThatWaitsIsAnsweredAfterwards() {
        String first = UUID.randomUUID().toString();
        assertThat(ask(first).join()).isEqualTo(new Confirmed(first, 100));
        await().atMost(PATIENCE).until(() -> readers() == 0);
        broker(STOP);

        String refused = UUID.randomUUID().toString();
        assertThatThrownBy(() -> requester
                        .request(placed(refused), Confirmed.class, Duration.ofSeconds(2))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(BatonException.class)
                .isNotInstanceOf(NoReplyException.class)
                .hasMessageContaining("is not stored");
        assertThat(stored()).isZero();

        String patient = UUID.randomUUID().toString();
        CompletableFuture<Confirmed> reply = ask(patient);
        broker(START);
        assertThat(reply.join()).isEqualTo(new Confirmed(patient, 100));
    }

    @Test
    void aReplyThatComesAfterAnOutageIsSeen() {
        String order = UUID.randomUUID().toString();
        CompletableFuture<Placed> reply =
                requester.request(placed(order), Placed.class, PATIENCE).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> handled(order) == 1);

        broker(STOP);
        publisher
                .publish(NewEvent.of(
                        new Placed(order, 7), order, URI.create("/request-outage-test/reply"), Instant.now()))
                .await()
                .atMost(PATIENCE);
        broker(START);

        assertThat(reply.join()).isEqualTo(new Placed(order, 7));
    }

    private CompletableFuture<Confirmed> ask(String order) {
        return requester.request(placed(order), Confirmed.class, PATIENCE).subscribeAsCompletionStage();
    }

    private static NewEvent<Placed> placed(String order) {
        return NewEvent.of(new Placed(order, 1), order, URI.create("/request-outage-test"), Instant.now());
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("baton-replies"))
                .count();
    }

    private long stored() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }

    private long handled(String order) {
        return Tables.inbox(pool, "price", "/request-outage-test", order);
    }

    /**
     * Starts a broker outside the application, whose class loader has another copy of this class, so both share only
     * what the JDK holds.
     */
    private static void startBroker() {
        EmbeddedBroker broker = new EmbeddedBroker().start();
        System.setProperty("kafka.bootstrap.servers", broker.bootstrapServers());
        System.getProperties().put(STOP, (Runnable) broker::stop);
        System.getProperties().put(START, (Runnable) broker::start);
        System.getProperties().put(CLOSE, (Runnable) () -> {
            System.clearProperty("kafka.bootstrap.servers");
            broker.close();
        });
    }

    private static void broker(String operation) {
        ((Runnable) System.getProperties().get(operation)).run();
    }
}
