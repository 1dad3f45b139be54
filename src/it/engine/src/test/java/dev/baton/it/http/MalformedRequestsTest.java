package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
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
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends ten thousand requests that are malformed in every way the generator knows: none is answered with a 500, and
 * none leaves anything behind.
 */
class MalformedRequestsTest {

    private static final int REQUESTS = 10_000;
    private static final int SLOW = 200;
    private static final int SENDERS = 16;
    private static final long SEED = 20261125;

    /**
     * The statuses in the table of docs/http.md. The HTTP server itself answers with 414 and 431 if a URI or the
     * headers are larger than those of any event. It cuts the connection if what follows the headers is not HTTP, or
     * is too slow.
     */
    private static final Set<Integer> ANSWERS =
            Set.of(200, 400, 404, 409, 413, 414, 415, 422, 429, 431, 503, RawRequests.CUT);

    private static final String REFUSALS = "dev.baton.runtime.delivery";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, RawRequests.class, MalformedRequests.class))
            .overrideConfigKey("quarkus.log.level", "ERROR")
            .overrideConfigKey("quarkus.log.category.\"" + REFUSALS + "\".level", "OFF")
            // The level would stay in this JVM, and later tests would look for lines in vain.
            .setAfterAllCustomizer(() -> Logger.getLogger(REFUSALS).setLevel(null))
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

    /** Begins more requests than may be in flight, and never ends them; those over the limit are answered with 429. */
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

    /** Asserts that as many requests as may be in flight are accepted at once, and that no transaction is open. */
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
                .until(() -> Tables.number(
                                pool, "select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                        == 0);
    }

    private static void count(Map<Integer, AtomicInteger> answers, int status) {
        answers.computeIfAbsent(status, ignored -> new AtomicInteger()).incrementAndGet();
    }
}
