package dev.baton.it.delivery;

import static org.awaitility.Awaitility.await;

import dev.baton.runtime.wakeup.Hint;
import dev.baton.runtime.wakeup.Hints;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a process tells the others, heard on a connection of the test. */
class HintsTest extends CountingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "100ms")
            .overrideConfigKey("baton.retry.max-delay", "100ms")
            .overrideConfigKey("baton.retry.attempts", "1000000");

    @Inject
    Hints hints;

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private SqlConnection another;

    @BeforeEach
    void listen() {
        await().atMost(PATIENCE).until(hints::arrive);
        another = pool.getConnectionAndAwait();
        ((PgConnection) another.getDelegate()).notificationHandler(hint -> heard.add(hint.getPayload()));
        another.query("listen \"baton/public\"").executeAndAwait();
    }

    @AfterEach
    void stopListening() {
        Counting.FAILING.clear();
        another.query("unlisten *").executeAndAwait();
        another.closeAndAwait();
    }

    @Test
    void eventsThatAreCommittedToTheOutbox() {
        publish(1);

        await().atMost(PATIENCE).until(() -> heard.contains("outbox"));
    }

    @Test
    void eventsThatWaitInTheRetryTable() {
        Counting.FAILING.add(2);
        publish(2);

        await().atMost(PATIENCE).until(() -> heard.contains("retries"));
    }

    @Test
    void theConnectionIsReplacedWhenItIsLost() {
        List<Boolean> lost = new CopyOnWriteArrayList<>();
        hints.listen(new Hints.Listener() {
            @Override
            public void heard(Hint hint) {}

            @Override
            public void missed() {
                lost.add(!hints.arrive());
            }
        });

        another.query("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where pid <> pg_backend_pid()
                          and (query like 'listen%' or query like 'select set_config(%pg_notify(%' or query = 'select where false')""").executeAndAwait();

        await().atMost(PATIENCE).until(() -> lost.equals(List.of(true, false)));
    }
}
