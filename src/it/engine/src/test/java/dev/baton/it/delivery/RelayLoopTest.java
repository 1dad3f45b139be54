package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The relay with its own loop. */
class RelayLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(MadeUpSink.class))
            .overrideConfigKey("baton.relay.batch-size", "10")
            .overrideConfigKey("baton.relay.poll-interval", "1s");

    @Inject
    MadeUpSink sink;

    @Inject
    Pool pool;

    @AfterEach
    void takeAll() {
        sink.whenSent = events -> {};
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        sink.ids.clear();
    }

    @Test
    void aDelayedEventLeavesThoughEveryRoundFindsMore() {
        int moreThanARound = 17;
        sink.whenSent = events -> store("again", moreThanARound, null);
        store("again", moreThanARound, null);
        await().atMost(PATIENCE).until(() -> sink.ids.size() > moreThanARound);

        store("delayed", 1, "200 ms");

        await().atMost(PATIENCE).until(() -> sink.ids.contains("delayed-1"));
    }

    @Test
    void manyDelayedEventsWaitForNoPollAndKeepTheirOrder() {
        store("many", 300, "0 s");

        await().atMost(Duration.ofSeconds(15)).until(() -> sink.ids.size() == 300);

        assertThat(sink.ids)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 300).mapToObj(n -> "many-" + n).toList());
    }

    @Test
    void anErrorEndsARoundButNotTheRelay() {
        sink.whenSent = events -> {
            sink.whenSent = later -> {};
            throw new StackOverflowError("told to");
        };
        store("error", 1, "0 s");

        await().atMost(PATIENCE).until(() -> sink.ids.contains("error-1"));
    }

    /** Events of one key, delayed or not (null), a millisecond apart, the last of them stored first. */
    private void store(String name, int count, String delay) {
        pool.preparedQuery("""
                        insert into baton_outbox (slot, type, key, attributes, data, not_before)
                        select 1, 'made-up', 'key', json_build_object('id', $1 || '-' || n)::text, '',
                            now() + $3::text::interval - ($2 - n) * interval '1 ms'
                        from generate_series(1, $2) as n order by n desc""").executeAndAwait(Tuple.of(name, count, delay));
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }
}
