package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventPublisher;
import dev.baton.EventRejectedException;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.delivery.Announcing.Announced;
import dev.baton.it.delivery.Announcing.From;
import dev.baton.it.delivery.Announcing.News;
import dev.baton.it.delivery.Counting.Counted;
import dev.baton.it.delivery.Counting.Step;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(Announcing.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool pool;

    @Inject
    EventPublisher publisher;

    @Inject
    Vertx vertx;

    @BeforeEach
    void createTable() {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        pool.query("truncate counting_total, baton_inbox").executeAndAwait();
    }

    @AfterEach
    void stopFailing() {
        Counting.FAILING.clear();
    }

    @Test
    void anEventTakesEffectOnce() {
        CloudEvent event = testkit.event("once", new Step("ada", 1));

        Handled first = testkit.handle(event);
        Handled second = testkit.handle(event);

        assertThat(first.followUp(Counted.class)).isEqualTo(new Counted("ada", 1, 1));
        assertThat(second.duplicate()).isTrue();
        assertThat(total("ada")).isEqualTo(1);
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        CloudEvent event = testkit.event("once", new Step("ada", 1));

        testkit.handle(event);
        Handled other = testkit.handle(
                CloudEventBuilder.from(event).withSource(URI.create("/other")).build());

        assertThat(other.handled()).isTrue();
        assertThat(total("ada")).isEqualTo(2);
    }

    @Test
    void aBatchIsHandledInOrderAndDuplicatesInItCountOnce() {
        List<CloudEvent> batch = new ArrayList<>(steps(500));
        batch.add(batch.get(7));

        List<Handled> handled = testkit.handleAll(batch);

        assertThat(handled).hasSize(501);
        assertThat(handled.subList(0, 500)).allMatch(Handled::handled);
        assertThat(handled.get(500).duplicate()).isTrue();
        assertThat(IntStream.range(0, 500)
                        .mapToObj(i -> handled.get(i).followUp(Counted.class).total()))
                .isEqualTo(IntStream.range(0, 500).mapToObj(i -> i + 1L).toList());
        assertThat(total("ada")).isEqualTo(500);
    }

    @Test
    void anEventThatFailsCostsOnlyItselfAndWhatIsBehindItWaits() {
        Counting.FAILING.add(3);

        List<Handled> handled = testkit.handleAll(steps(5));

        assertThat(handled).hasSize(4);
        assertThat(handled.subList(0, 3)).allMatch(Handled::handled);
        assertThat(handled.get(3).failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("told to fail on 3"));
        assertThat(handled.get(3).rejected()).isFalse();
        assertThat(total("ada")).isEqualTo(3);
    }

    @Test
    void aFailedEventLeavesNothingBehindAndCanBeHandledLater() {
        CloudEvent event = testkit.event("later", new Step("ada", 3));
        Counting.FAILING.add(3);
        assertThat(testkit.handle(event).failure()).isPresent();
        assertThat(inbox("later")).isZero();

        Counting.FAILING.clear();

        assertThat(testkit.handle(event).followUp(Counted.class).total()).isEqualTo(1);
        assertThat(inbox("later")).isEqualTo(1);
    }

    @Test
    void whatAFunctionRefusesForGoodIsRejected() {
        assertThat(testkit.handle(new Step("ada", 666_666)).rejected()).isTrue();
    }

    @Test
    void dataThatIsNotValidIsRejectedWithTheReason() {
        Handled handled = testkit.handle(new Step("ada", -1));

        assertThat(handled.failure()).get().isInstanceOfSatisfying(EventRejectedException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(EventRejectedException.Reason.INVALID);
            assertThat(failure).hasMessageContaining("number must be greater than or equal to 0");
        });
    }

    @Test
    void dataThatIsNoRecordIsRejectedWithTheReason() {
        CloudEvent broken = CloudEventBuilder.from(testkit.event("broken", new Step("ada", 1)))
                .withData("application/json", "{\"name\":".getBytes())
                .build();

        assertThat(testkit.handle(broken).failure())
                .get()
                .isInstanceOfSatisfying(EventRejectedException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(EventRejectedException.Reason.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"THE_CALL", "THE_EXECUTOR", "A_THREAD_OF_ITS_OWN"})
    void aBlockingFunctionPublishesFromAnyThread(String from) {
        Handled handled = testkit.handle(new News("good " + from, From.valueOf(from), false));

        assertThat(handled.failure()).isEmpty();
        assertThat(published("good " + from)).isEqualTo(1);
    }

    @Test
    void whatABlockingFunctionPublishesIsPartOfItsDelivery() {
        Handled handled = testkit.handle(new News("bad", From.THE_CALL, true));

        assertThat(handled.failure()).isPresent();
        assertThat(published("bad")).isZero();
    }

    @Test
    void aWorkerThreadOutsideADeliveryPublishes() {
        Context root = vertx.getOrCreateContext();
        Context isolated = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(isolated, true);

        publishBlocking(isolated, "isolated");
        publishBlocking(VertxContext.createNewDuplicatedContext(root), "duplicated");
        publishBlocking(root, "root");

        assertThat(published("isolated")).isEqualTo(1);
        assertThat(published("duplicated")).isEqualTo(1);
        assertThat(published("root")).isEqualTo(1);
    }

    @Test
    void anEventLoopOutsideADeliveryPublishes() {
        CompletableFuture<Void> published = new CompletableFuture<>();

        vertx.getOrCreateContext()
                .runOnContext(ignored ->
                        publish("event loop").subscribe().with(published::complete, published::completeExceptionally));

        published.join();
        assertThat(published("event loop")).isEqualTo(1);
    }

    private void publishBlocking(Context context, String id) {
        context.executeBlocking(() -> publish(id).await().atMost(Duration.ofSeconds(60)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Uni<Void> publish(String id) {
        return publisher.publish(NewEvent.of(new Announced(id), id, URI.create("/other-code"), Instant.now()));
    }

    private long published(String id) {
        return Tables.number(
                pool, "select count(*) from baton_outbox where attributes::text like $1", "%\"" + id + "\"%");
    }

    private List<CloudEvent> steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> testkit.event("step-" + i, new Step("ada", i)))
                .toList();
    }

    private long total(String name) {
        return Tables.number(pool, "select total from counting_total where name = $1", name);
    }

    private long inbox(String id) {
        return Tables.inbox(pool, "count-step", "/testkit", id);
    }
}
