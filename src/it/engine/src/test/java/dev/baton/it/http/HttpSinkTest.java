package dev.baton.it.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.embedded.Port;
import dev.baton.it.Tables;
import dev.baton.it.http.Parcels.Scanned;
import dev.baton.runtime.relay.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Follow-ups on their way to K_SINK. */
class HttpSinkTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES).addClasses(HttpCalls.class, SinkServer.class))
            .overrideConfigKey("K_SINK", "http://127.0.0.1:" + Port.free() + "/sink?a=b")
            .overrideConfigKey("K_CE_OVERRIDES", "{\"extensions\":{\"team\":\"blue\"}}")
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.relay.sink-delay", "20ms")
            .overrideConfigKey("baton.relay.sink-max-delay", "100ms");

    static SinkServer sink;

    @ConfigProperty(name = "K_SINK")
    URI address;

    @Inject
    Relay relay;

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource("/")
    URI base;

    private String key;

    @BeforeEach
    void emptyTheOutbox() {
        key = HttpCalls.newId();
        if (sink == null) {
            sink = new SinkServer(address.getPort());
        }
        sink.answers = headers -> 202;
        sink.received.clear();
        await().atMost(Duration.ofSeconds(60)).until(() -> schemaIsThere());
        pool.query("truncate baton_outbox").executeAndAwait();
    }

    @AfterAll
    static void close() {
        sink.close();
        sink = null;
    }

    @Test
    void aFollowUpArrivesInBinaryModeWithTheOverridesAndLeavesTheOutbox() {
        HttpCalls http = new HttpCalls(base);
        String id = HttpCalls.newId();
        await().atMost(Duration.ofSeconds(60)).until(() -> http.sent(id, key, 7).statusCode() == 200);

        publishAll();

        SinkServer.Received event = sink.taken("ce-subject", key).get(0);
        assertThat(event.headers())
                .containsEntry("ce-type", "parcels.weighed.v1")
                .containsEntry("ce-source", "/it-engine/functions/weigh-parcel")
                .containsEntry("ce-causationid", id)
                .containsEntry("ce-partitionkey", key)
                .containsEntry("ce-team", "blue")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("prefer");
        assertThat(HttpCalls.parse(event.body()).path("weight").asInt()).isEqualTo(7);
        assertThat(waiting()).isZero();
    }

    @Test
    void theProcessIsReadyWithoutABroker() {
        HttpCalls http = new HttpCalls(base);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.send(http.method("GET", "/q/health/ready")).statusCode() == 200);
    }

    @Test
    void eventsOfAKeyArriveInOrderWhateverFailsInBetween() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        sink.answers = headers ->
                Math.floorMod(headers.get("ce-id").hashCode(), 3) == 0 && failed.add(headers.get("ce-id")) ? 500 : 202;
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> key + i).toList();
        store(keys, 30);

        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);

        assertThat(failed).isNotEmpty();
        for (String each : keys) {
            assertThat(sink.taken("ce-subject", each).stream().map(SinkServer.Received::id))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(i -> each + "-" + i).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 409, 429, 500, 502, 503, 504, 599})
    void whatMayBeTakenLaterStaysAndHoldsItsKey(int status) {
        sink.answers = headers -> headers.get("ce-id").equals(key + "-1") ? status : 202;
        store(List.of(key), 3);

        publishAll();
        assertThat(sink.taken("ce-subject", key)).hasSize(1);
        assertThat(waiting()).isEqualTo(2);

        sink.answers = headers -> 202;
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);
        assertThat(sink.taken("ce-subject", key).stream().map(SinkServer.Received::id))
                .containsExactly(key + "-0", key + "-1", key + "-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 413, 415, 422})
    void whatIsRefusedStaysForLaterAndLetsOthersPass(int status) {
        sink.answers = headers -> headers.get("ce-id").equals(key + "-1") ? status : 202;
        store(List.of(key), 3);

        publishAll();

        assertThat(sink.taken("ce-subject", key).stream().map(SinkServer.Received::id))
                .containsExactly(key + "-0", key + "-2");
        assertThat(waiting()).isEqualTo(1);
        assertThat(pool.query("select not_before > now() + interval '30 seconds' from baton_outbox")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue();
        sink.answers = headers -> 202;
        pool.query("update baton_outbox set not_before = now()").executeAndAwait();
        relay.promoteDelayed();
        assertThat(publishAll()).isZero();
        assertThat(sink.taken("ce-id", key + "-1")).hasSize(1);
    }

    @Test
    void anEventWhoseAttributesNeedEncodingOrAreLargeIsStructured() {
        List<String> subjects = List.of("Gr\u00f6\u00dfe 50%", key, "s".repeat(700));
        for (int i = 0; i < subjects.size(); i++) {
            URI source = URI.create("/sink-test/" + (i == 2 ? "x".repeat(700) : ""));
            publisher
                    .publish(NewEvent.of(new Scanned(key), key + "-" + i, source, Instant.now())
                            .withSubject(subjects.get(i))
                            .withKey(i == 2 ? "k".repeat(700) : key))
                    .await()
                    .atMost(Duration.ofSeconds(20));
        }
        pool.preparedQuery("""
                        update baton_outbox
                        set attributes = (attributes::jsonb || jsonb_build_object('long', repeat('x', 2500)))::text
                        where attributes::json ->> 'id' = $1""").executeAndAwait(Tuple.of(key + "-2"));

        publishAll();

        for (int i = 0; i < subjects.size(); i++) {
            SinkServer.Received event = sink.taken("ce-id", key + "-" + i).get(0);
            boolean structured = i != 1;
            assertThat(event.headers())
                    .containsEntry("content-type", structured ? HttpCalls.STRUCTURED : "application/json");
            assertThat(
                            structured
                                    ? HttpCalls.parse(event.body())
                                            .path("subject")
                                            .asText()
                                    : event.headers().get("ce-subject"))
                    .isEqualTo(subjects.get(i));
        }
    }

    @Test
    void aSinkThatIsAwayIsLeftAloneAndGetsAllLater() {
        sink.close();
        store(List.of(key), 5);
        publishAll();
        assertThat(waiting()).isEqualTo(5);

        sink = new SinkServer(address.getPort());
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);

        assertThat(sink.taken("ce-subject", key)).hasSize(5);
    }

    @Test
    void readinessAndAMetricNameASinkThatAcceptsNothing() {
        SimpleMeterRegistry measured = new SimpleMeterRegistry();
        ((CompositeMeterRegistry) metrics).add(measured);
        Gauge stuck = measured.get("baton.relay.stuck").tag("topic", "K_SINK").gauge();

        sink.answers = headers -> 503;
        store(List.of(key), 2);
        publishAll();
        assertThat(trouble()).startsWith("accepts no events (for ").endsWith("status 503");
        await().until(() -> stuck.value() > 0);
        when().get("/q/health/ready").then().statusCode(200);

        sink.answers = headers -> 202;
        await().atMost(Duration.ofSeconds(60)).until(() -> publishAll() == 0);
        assertThat(trouble()).isNull();
        assertThat(stuck.value()).isZero();
        ((CompositeMeterRegistry) metrics).remove(measured);
    }

    /** What readiness says of the sink. */
    private String trouble() {
        Map<String, String> troubles =
                when().get("/q/health/ready").path("checks.find { it.name == 'Baton relay' }.data");
        return troubles == null ? null : troubles.get(address.toString());
    }

    /** Publishes all events that can be published, and returns how many still wait. */
    private long publishAll() {
        while (relay.publishDue().more()) {
            Thread.onSpinWait();
        }
        return waiting();
    }

    private void store(List<String> keys, int each) {
        List<Uni<Void>> stored = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (String one : keys) {
                stored.add(publisher.publish(
                        NewEvent.of(new Scanned(one), one + "-" + i, URI.create("/sink-test"), Instant.now())));
            }
        }
        Uni.join().all(stored).andFailFast().await().atMost(Duration.ofSeconds(20));
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }

    private boolean schemaIsThere() {
        return pool.query("select 1 from baton_outbox limit 1")
                        .execute()
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .indefinitely()
                != null;
    }
}
