package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.EventRejectedException;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.delivery.Counting.Seen;
import dev.baton.runtime.relay.Relay;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.relay.batch-size", "100")
            .overrideConfigKey("baton.relay.batch-bytes", "100000");

    @Inject
    EventPublisher publisher;

    @Inject
    Relay relay;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void emptyTheOutbox() {
        pool.query("truncate baton_outbox").executeAndAwait();
    }

    @Test
    void eventsOfAKeyArriveInOrderAndLeaveTheOutbox() {
        String key = UUID.randomUUID().toString();
        publish(List.of(key), 250);
        assertThat(waiting()).isEqualTo(250);

        publishAll();

        assertThat(waiting()).isZero();
        assertThat(arrived(key, 250)).isEqualTo(numbers(250));
    }

    @Test
    void aRoundKnowsWhetherItHasReadAllThatWasDue() {
        String key = UUID.randomUUID().toString();
        publish(List.of(key), 150);

        assertThat(relay.publishDue()).isEqualTo(new Relay.Round(100, true));
        assertThat(relay.publishDue()).isEqualTo(new Relay.Round(50, false));
    }

    @Test
    void aSlotThatHasMoreThanItsShareHasMoreThoughTheRoundIsSmall() {
        publish(List.of(UUID.randomUUID().toString()), 17);
        publish(Stream.generate(() -> UUID.randomUUID().toString()).limit(30).toList(), 1);

        assertThat(relay.publishDue().more()).isTrue();
        publishAll();

        assertThat(waiting()).isZero();
    }

    @Test
    void anEventForATimeThatCanNotBeStoredFailsItsCallerOnly() {
        String key = UUID.randomUUID().toString();
        NewEvent<Seen> never = event(key, 3).withNotBefore(Instant.MAX);

        assertThatThrownBy(() -> publisher.publish(never).await().indefinitely())
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("later than 9999-12-31T23:59:59Z");
        assertThatThrownBy(() -> event(key, 3).withDelay(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);

        store(event(key, 0), event(key, 1).withNotBefore(Instant.parse("9999-12-31T23:59:59Z")));
        assertThat(waiting()).isEqualTo(2);
        publishAll();
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aRoundOfLargeEventsEndsWhereItsBytesAreReached() {
        String key = UUID.randomUUID().toString();
        String large = "x".repeat(30_000);
        store(IntStream.range(0, 10)
                .mapToObj(i ->
                        NewEvent.of(new Seen(key, i + large), key + "-" + i, URI.create("/relay-test"), Instant.now()))
                .toArray(NewEvent[]::new));

        assertThat(relay.publishDue().published()).isEqualTo(4);
        publishAll();

        assertThat(waiting()).isZero();
        assertThat(arrived(key, 10))
                .extracting(by -> by.toString().charAt(0) - '0')
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aRoundOfLargeEventsOfManyKeysEndsThereTooAndSmallEventsDoNotWaitForThem() {
        String large = "x".repeat(30_000);
        List<NewEvent<?>> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = UUID.randomUUID().toString();
            events.add(NewEvent.of(new Seen(key, large), key, URI.create("/relay-test"), Instant.now()));
        }
        store(events.toArray(NewEvent[]::new));
        String small = "small " + UUID.randomUUID();
        store(event(small, 0));
        pool.preparedQuery("delete from baton_outbox where key <> $1 and slot = "
                        + "(select slot from baton_outbox where key = $1)")
                .executeAndAwait(Tuple.of(small));
        List<Long> order = positions();

        assertThat(relay.publishDue().published()).isEqualTo(1 + 4);

        assertThat(positions()).doesNotContain(order.get(0)).contains(order.get(order.size() - 2));
        assertThat(positions()).doesNotContain(order.get(order.size() - 1));
        publishAll();
        assertThat(waiting()).isZero();
    }

    private List<Long> positions() {
        return pool.query("select position from baton_outbox order by position")
                .executeAndAwait()
                .toMulti()
                .map(row -> row.getLong(0))
                .collect()
                .asList()
                .await()
                .indefinitely();
    }

    @Test
    void relaysAtOnceShareTheWorkAndKeepTheOrderOfEachKey() {
        List<String> keys = IntStream.range(0, 20)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        publish(keys, 100);

        List<CompletableFuture<Void>> relays = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(this::publishAll))
                .toList();
        relays.forEach(CompletableFuture::join);

        assertThat(waiting()).isZero();
        assertThat(keys).allSatisfy(key -> assertThat(arrived(key, 100)).isEqualTo(numbers(100)));
    }

    @Test
    void aDelayedEventTakesItsPlaceInTheOrderWhenItsTimeHasCome() {
        String key = UUID.randomUUID().toString();
        store(event(key, 3).withNotBefore(Instant.now().plusSeconds(3600)));
        publish(List.of(key), 2);
        publishAll();
        assertThat(relay.promoteDelayed()).isZero();
        assertThat(waiting()).isEqualTo(1);

        pool.query("update baton_outbox set not_before = now()").executeAndAwait();
        assertThat(relay.promoteDelayed()).isEqualTo(1);
        publishAll();

        assertThat(waiting()).isZero();
        assertThat(arrived(key, 3)).containsExactly("0", "1", "3");
    }

    @Test
    void delayedEventsOfAKeyArriveInTheOrderOfTheirTimesAndOfThoseAtOnceInTheOrderTheyWereStored() {
        String key = UUID.randomUUID().toString();
        Instant time = Instant.now().plusSeconds(1800);
        store(IntStream.range(0, 200)
                .mapToObj(i -> event(key, 198 - i / 2 * 2 + i % 2).withNotBefore(time.minusSeconds(i / 2)))
                .toArray(NewEvent[]::new));
        pool.query("update baton_outbox set not_before = not_before - interval '1 hour'")
                .executeAndAwait();

        promoteAndPublishAll();

        assertThat(waiting()).isZero();
        assertThat(arrived(key, 200)).isEqualTo(numbers(200));
    }

    @Test
    void delayedEventsAreSentOnceHoweverManyRelaysFindThem() {
        List<String> keys = IntStream.range(0, 20)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        delay(keys, 50);
        pool.query("update baton_outbox set not_before = now()").executeAndAwait();

        List<CompletableFuture<Integer>> relays = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::promoteAndPublishAll))
                .toList();

        assertThat(relays.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(20 * 50);
        publishAll();
        assertThat(waiting()).isZero();
        assertThat(keys).allSatisfy(key -> assertThat(arrived(key, 50)).isEqualTo(numbers(50)));
    }

    @Test
    void aRelayThatDiesLeavesItsDelayedEventsToAnother() {
        String key = UUID.randomUUID().toString();
        delay(List.of(key), 3);
        pool.query("update baton_outbox set not_before = now()").executeAndAwait();
        SqlConnection dying = pool.getConnectionAndAwait();
        dying.beginAndAwait();
        dying.query("update baton_outbox set not_before = null").executeAndAwait();
        int session = dying.query("select pg_backend_pid()")
                .executeAndAwait()
                .iterator()
                .next()
                .getInteger(0);

        assertThat(promoteAndPublishAll()).isZero();
        pool.preparedQuery("select pg_terminate_backend($1)").executeAndAwait(Tuple.of(session));
        await().atMost(Duration.ofSeconds(60)).until(() -> promoteAndPublishAll() == 3);

        assertThat(waiting()).isZero();
        assertThat(arrived(key, 3)).isEqualTo(numbers(3));
    }

    @Test
    void whatWasSentButNotDeletedIsSentAgainWithTheSameId() {
        String key = UUID.randomUUID().toString();
        publish(List.of(key), 1);
        pool.query("create table baton_outbox_kept as table baton_outbox").executeAndAwait();

        publishAll();
        pool.query("insert into baton_outbox (slot, type, key, attributes, data)"
                        + " select slot, type, key, attributes, data from baton_outbox_kept")
                .executeAndAwait();
        pool.query("drop table baton_outbox_kept").executeAndAwait();
        publishAll();

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.ids("counting.seen.v1", key, 2)).hasSize(2).containsOnly(key + "-0");
        }
    }

    private void publishAll() {
        while (relay.publishDue().more()) {
            Thread.onSpinWait();
        }
    }

    /** Runs rounds of a relay until no due event is left, and returns how many delayed events it made due. */
    private int promoteAndPublishAll() {
        int promoted = 0;
        int now;
        do {
            now = relay.promoteDelayed();
            promoted += now;
            publishAll();
        } while (now > 0);
        return promoted;
    }

    private void delay(List<String> keys, int each) {
        Instant time = Instant.now().plusSeconds(3600);
        store(keys.stream()
                .flatMap(key ->
                        IntStream.range(0, each).mapToObj(i -> event(key, i).withNotBefore(time)))
                .toArray(NewEvent[]::new));
    }

    private void publish(List<String> keys, int each) {
        List<NewEvent<?>> events = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (String key : keys) {
                events.add(event(key, i));
            }
        }
        store(events.toArray(NewEvent[]::new));
    }

    private void store(NewEvent<?>... events) {
        List<Uni<Void>> stored = new ArrayList<>();
        for (NewEvent<?> event : events) {
            stored.add(publisher.publish(event));
        }
        Uni.join().all(stored).andFailFast().await().atMost(Duration.ofSeconds(20));
    }

    private static NewEvent<Seen> event(String key, int number) {
        return NewEvent.of(
                new Seen(key, Integer.toString(number)), key + "-" + number, URI.create("/relay-test"), Instant.now());
    }

    private List<Object> arrived(String key, int count) {
        try (Broker broker = new Broker(bootstrapServers)) {
            return broker.read("counting.seen.v1", key, count).stream()
                    .map((Map<String, Object> event) -> event.get("by"))
                    .toList();
        }
    }

    private static List<Object> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (Object) Integer.toString(i))
                .toList();
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }
}
