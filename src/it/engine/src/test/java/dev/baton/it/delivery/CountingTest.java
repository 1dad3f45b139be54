package dev.baton.it.delivery;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.delivery.Counting.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the application {@link Counting}. Each of its methods has a name and a source of its own. */
abstract class CountingTest {

    URI source;

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    String name;

    @BeforeEach
    void begin() {
        name = UUID.randomUUID().toString();
        source = URI.create("/counting/" + name);
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
    }

    @AfterEach
    void letGo() {
        Counting.FAILING.clear();
        Counting.WAITING.clear();
    }

    void publish(int... numbers) {
        publish(name, numbers);
    }

    void publish(String key, int... numbers) {
        List<Uni<Void>> published = new ArrayList<>();
        for (int number : numbers) {
            published.add(publisher.publish(
                    NewEvent.of(new Step(key, number), UUID.randomUUID().toString(), source, Instant.now())));
        }
        Uni.join().all(published).andFailFast().await().atMost(Duration.ofSeconds(20));
    }

    /** How many events of this name wait in the retry table and fit the condition. */
    long waiting(String condition) {
        return count("select count(*) from baton_retry where key = $1 and " + condition);
    }

    /** The number that the query finds for this name. */
    long count(String query) {
        return Tables.number(pool, query, name);
    }
}
