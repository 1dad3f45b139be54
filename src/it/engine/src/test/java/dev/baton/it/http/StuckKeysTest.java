package dev.baton.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import dev.baton.it.Tables;
import dev.baton.runtime.relay.Relay;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that the sink does not accept now, and more events behind them in the same slot than a round reads. */
class StuckKeysTest {

    private static final int MORE_THAN_A_ROUND = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES).addClasses(HttpCalls.class, SinkServer.class))
            .overrideConfigKey("K_SINK", "http://127.0.0.1:" + Port.free() + "/sink")
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.relay.batch-size", "100")
            .overrideConfigKey("baton.relay.sink-delay", "2s")
            .overrideConfigKey("baton.relay.sink-max-delay", "10s");

    @ConfigProperty(name = "K_SINK")
    URI address;

    @Inject
    Relay relay;

    @Inject
    Pool pool;

    private SinkServer sink;

    @BeforeEach
    void start() {
        sink = new SinkServer(address.getPort());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            pool.query("truncate baton_outbox").executeAndAwait();
            return true;
        });
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aKeyThatTheSinkDoesNotTakeStopsNoOtherAndIsInOrderOnceItDoes() {
        sink.answers = headers -> "stuck".equals(headers.get("ce-partitionkey")) ? 500 : 202;
        store("stuck", MORE_THAN_A_ROUND);
        store("fine", 2);

        publishAll();

        assertThat(sink.taken("ce-partitionkey", "fine").stream().map(SinkServer.Received::id))
                .containsExactly("fine-1", "fine-2");
        assertThat(waiting()).isEqualTo(MORE_THAN_A_ROUND);
        sink.answers = headers -> 202;
        await().atMost(PATIENCE).until(() -> publishAll() == 0);
        assertThat(sink.taken("ce-partitionkey", "stuck").stream().map(SinkServer.Received::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, MORE_THAN_A_ROUND)
                        .mapToObj(i -> "stuck-" + i)
                        .toList());
    }

    @Test
    void eventsWithoutAKeyThatTheSinkDoesNotTakeStopNoOther() {
        sink.answers = headers -> isOfAKey(headers) ? 202 : 500;
        store(null, MORE_THAN_A_ROUND);
        store("fine", 2);

        await().atMost(PATIENCE).until(() -> publishAll() == MORE_THAN_A_ROUND);

        assertThat(sink.taken("ce-partitionkey", "fine")).hasSize(2);
        sink.answers = headers -> 202;
        await().atMost(PATIENCE).until(() -> publishAll() == 0);
    }

    private static boolean isOfAKey(Map<String, String> headers) {
        return headers.containsKey("ce-partitionkey");
    }

    private long publishAll() {
        while (relay.publishDue().more()) {
            Thread.onSpinWait();
        }
        return waiting();
    }

    private void store(String key, int count) {
        pool.preparedQuery("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select 7, 'parcels.scanned.v1', $1, json_strip_nulls(json_build_object('specversion', '1.0',
                    'id', coalesce($1, 'without') || '-' || n, 'source', '/stuck', 'type', 'parcels.scanned.v1', 'partitionkey', $1))::text, '{}'
                from generate_series(1, $2) as n order by n""").executeAndAwait(Tuple.of(key, count));
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }
}
