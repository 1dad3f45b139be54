package dev.baton.it.delivery;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import dev.baton.runtime.relay.Relay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that can't be published to Kafka at the moment, and the events that wait behind them. */
class StuckTopicTest {

    private static final int SLOTS = 64;
    private static final int OF_EACH_SLOT = 40;
    private static final String FINE = "counting.seen.v1";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(SecondBroker::prepare)
            .setAfterAllCustomizer(SecondBroker::stop)
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(Broker.class, SecondBroker.class))
            .overrideConfigKey("baton.relay.enabled", "false");

    @Inject
    Relay relay;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** The application's composite registry measures nothing by itself. Not closed: all tests have one instance. */
    private final SimpleMeterRegistry measured = new SimpleMeterRegistry();

    private String run;
    private String topic;

    @BeforeEach
    void begin() {
        run = UUID.randomUUID().toString();
        topic = "stuck." + run;
        pool.query("truncate baton_outbox").executeAndAwait();
        ((CompositeMeterRegistry) metrics).add(measured);
    }

    @AfterEach
    void end() {
        ((CompositeMeterRegistry) metrics).remove(measured);
        SecondBroker.stop();
    }

    @Test
    void aTopicThatIsMissingStopsNoOtherAndGetsAllInOrderOnceItIsThere() throws Exception {
        store(topic, SLOTS * OF_EACH_SLOT);
        store(FINE, SLOTS);

        publishAll();

        assertThat(waiting()).isEqualTo(SLOTS * OF_EACH_SLOT);
        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.ids(FINE, key(5), 1)).containsExactly(FINE + "-5");
        }
        create(Map.of());
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);
        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.ids(topic, key(5), OF_EACH_SLOT))
                    .containsExactlyElementsOf(IntStream.range(0, OF_EACH_SLOT)
                            .mapToObj(i -> topic + "-" + (i * SLOTS + 5))
                            .toList());
        }
    }

    @Test
    void whatIsTooLargeForItsTopicIsPutAsideAndLaterEventsOfItsKeyPass() throws Exception {
        create(Map.of("max.message.bytes", "200000"));
        store(topic, 3 * SLOTS);
        pool.preparedQuery(
                        "update baton_outbox set data = decode(repeat('00', 300000), 'hex') where attributes like $1")
                .executeAndAwait(Tuple.of("%-" + (SLOTS + 5) + "\"%"));

        assertThat(publishAll()).isEqualTo(1);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.ids(topic, key(5), 2)).containsExactly(topic + "-5", topic + "-" + (2 * SLOTS + 5));
        }
        assertThat(pool.query("select not_before > now() from baton_outbox")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void partitionsWithoutALeaderStopNoOtherAreNamedAndGetAllInOrderOnceTheyHaveOne() throws Exception {
        stopsNoOther(1, List.of(List.of(SecondBroker.ID), List.of(1), List.of(SecondBroker.ID)), 0, 2);
    }

    @Test
    void partitionsWithoutEnoughReplicasStopNoOtherAreNamedAndGetAllInOrderOnceTheyHaveThem() throws Exception {
        List<Integer> both = List.of(1, SecondBroker.ID);
        stopsNoOther(2, List.of(both, both, both), 0, 1, 2);
    }

    /** @param stuck the partitions that can't be written without the second broker */
    private void stopsNoOther(int minInSync, List<List<Integer>> replicas, Integer... stuck) throws Exception {
        startSecondBroker();
        create(replicas, minInSync);
        SecondBroker.stop();
        store(topic, SLOTS * OF_EACH_SLOT);
        store(FINE, SLOTS);
        long behindThem = keysOf(stuck).count() * OF_EACH_SLOT;

        // A slow broker may not confirm events of other partitions in time: these rest only until they are tried.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(publishAll()).isEqualTo(behindThem);
            assertThat(named()).containsExactly(stuck);
        });

        await().until(() -> stuckSeconds() > 0);
        store(FINE, SLOTS);
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == behindThem);

        startSecondBroker();
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);
        try (Broker broker = new Broker(bootstrapServers)) {
            for (int slot : keysOf(0, 1, 2).limit(6).toArray()) {
                assertThat(broker.distinctIds(topic, key(slot), OF_EACH_SLOT))
                        .containsExactlyElementsOf(IntStream.range(0, OF_EACH_SLOT)
                                .mapToObj(i -> topic + "-" + (i * SLOTS + slot))
                                .toList());
            }
        }
        assertThat(stuckSeconds()).isZero();
        assertThat(trouble()).isEmpty();
    }

    /** The partitions of this test's topic that readiness names. */
    private List<Integer> named() {
        String trouble = trouble();
        return IntStream.range(0, 3)
                .filter(partition -> trouble.contains("partition " + partition + " can't be written"))
                .boxed()
                .toList();
    }

    /** What readiness says of this test's topic. */
    private String trouble() {
        Map<String, String> byTopic =
                when().get("/q/health/ready").path("checks.find { it.name == 'Baton relay' }.data");
        return byTopic == null ? "" : byTopic.getOrDefault(topic, "");
    }

    /** The slots whose keys are in these of three partitions. */
    private IntStream keysOf(Integer... partitions) {
        return IntStream.range(0, SLOTS).filter(slot -> {
            byte[] key = key(slot).getBytes(StandardCharsets.UTF_8);
            return List.of(partitions).contains(Utils.toPositive(Utils.murmur2(key)) % 3);
        });
    }

    private void startSecondBroker() throws Exception {
        ConfigResource first = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            String voters = admin.describeConfigs(List.of(first))
                    .all()
                    .get()
                    .get(first)
                    .get("controller.quorum.voters")
                    .value();
            SecondBroker.start(admin.describeCluster().clusterId().get(), voters);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.describeCluster().nodes().get().size() == 2);
        }
    }

    private void create(List<List<Integer>> replicas, int minInSync) throws ExecutionException, InterruptedException {
        Map<Integer, List<Integer>> byPartition =
                IntStream.range(0, replicas.size()).boxed().collect(Collectors.toMap(i -> i, replicas::get));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic stuck = new NewTopic(topic, byPartition)
                    .configs(Map.of("min.insync.replicas", Integer.toString(minInSync)));
            admin.createTopics(List.of(stuck)).all().get();
        }
    }

    @Test
    void anEventThatItsTopicCanNotTakeIsPutAsideAndOthersPass() throws Exception {
        create(Map.of("cleanup.policy", "compact"));
        store(topic, 2 * SLOTS);
        pool.preparedQuery("update baton_outbox set key = null where attributes like $1")
                .executeAndAwait(Tuple.of("%-5\"%"));

        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 1);

        assertThat(pool.query("select not_before > now() from baton_outbox")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue();
    }

    private double stuckSeconds() {
        return measured.get("baton.relay.stuck").tag("topic", topic).gauge().value();
    }

    /** Publishes all events that can be published, and returns how many still wait. */
    private long publishAll() {
        while (relay.publishDue().more()) {
            Thread.onSpinWait();
        }
        return waiting();
    }

    /** Stores events in all slots, with one key in each. */
    private void store(String type, int count) {
        pool.preparedQuery("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select n % $3, $1, $2 || '-' || n % $3, json_build_object('specversion', '1.0', 'id', $1 || '-' || n, 'source', '/stuck',
                    'type', $1)::text, '{}'
                from generate_series(0, $4 - 1) as n order by n""").executeAndAwait(Tuple.of(type, run, SLOTS, count));
    }

    private String key(int slot) {
        return run + "-" + slot;
    }

    private void create(Map<String, String> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic stuck = new NewTopic(topic, 1, (short) 1).configs(settings);
            admin.createTopics(List.of(stuck)).all().get();
        }
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }
}
