package dev.baton.deployment.http;

import static dev.baton.deployment.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ten thousand requests that are wrong in every way a generator could think of: none is a 500, and none leaves anything
 * behind.
 */
class MalformedRequestsTest {

    private static final int REQUESTS = 10_000;
    private static final int SLOW = 200;
    private static final int SENDERS = 16;
    private static final long SEED = 20261125;

    /**
     * The table's; 414 and 431 are of the HTTP server itself, for what has no event's size; cut: what is no HTTP after
     * its headers, or too slow.
     */
    private static final Set<Integer> ANSWERS =
            Set.of(200, 400, 404, 409, 413, 414, 415, 422, 429, 431, 503, RawRequests.CUT);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, RawRequests.class, MalformedRequests.class))
            .overrideConfigKey("quarkus.log.level", "ERROR")
            .overrideConfigKey("quarkus.log.category.\"dev.baton.runtime.delivery\".level", "OFF")
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.http.read-timeout", "1s")
            .overrideConfigKey("baton.http.max-in-flight", "50");

    @TestHTTPResource("/")
    URI base;

    @Inject
    Pool pool;

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

    @AfterEach
    void end() {
        senders.shutdownNow();
    }

    @Test
    void noneIsA500AndTheApplicationWorksAsBefore() throws Exception {
        HttpCalls http = new HttpCalls(base);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.sent(newId(), newId(), 1).statusCode() == 200);
        RawRequests raw = new RawRequests(base);

        Map<Integer, AtomicInteger> answers = sendAll(raw);
        List<Socket> slow = begin(raw);
        for (Socket connection : slow) {
            count(answers, RawRequests.status(connection.getInputStream()));
            connection.close();
        }

        assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(REQUESTS + SLOW);
        assertThat(ANSWERS).as("answers: %s", answers).containsAll(answers.keySet());
        assertThat(answers.keySet()).as("answers: %s", answers).contains(200, 400, 413, 415, 422, RawRequests.CUT);
        nothingIsLeft(http);
    }

    private Map<Integer, AtomicInteger> sendAll(RawRequests raw) throws Exception {
        Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            MalformedRequests requests = new MalformedRequests(SEED + sender);
            work.add(() -> {
                for (int i = 0; i < REQUESTS / SENDERS; i++) {
                    byte[] request = requests.next();
                    int status = raw.send(request);
                    assertThat(ANSWERS).as("answer to: %s", new String(request)).contains(status);
                    count(answers, status);
                }
                return null;
            });
        }
        for (Future<Void> done : senders.invokeAll(work)) {
            done.get();
        }
        return answers;
    }

    /** Begins requests and never ends them. More at once than may be in flight: the rest is answered 429. */
    private static List<Socket> begin(RawRequests raw) throws IOException {
        MalformedRequests requests = new MalformedRequests(SEED - 1);
        List<Socket> begun = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            Socket connection = raw.open();
            connection.getOutputStream().write(requests.begun());
            begun.add(connection);
        }
        return begun;
    }

    /** As many as may be in flight are taken at once, all places being free; no transaction is open. */
    private void nothingIsLeft(HttpCalls http) {
        String parcel = newId();
        Parcels.WAITING.add(parcel);
        List<java.util.concurrent.CompletableFuture<java.net.http.HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(http.sendAsync(http.sending(newId(), parcel, 1)));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.sent(newId(), newId(), 1).statusCode() == 429);
        Parcels.WAITING.clear();
        assertThat(all).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> pool.query("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0)
                        .equals(0L));
    }

    private static void count(Map<Integer, AtomicInteger> answers, int status) {
        answers.computeIfAbsent(status, ignored -> new AtomicInteger()).incrementAndGet();
    }
}
