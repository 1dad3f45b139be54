package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the application {@link Parcels} over HTTP. Each of its methods sends a parcel of its own. */
abstract class ParcelsTest {

    @TestHTTPResource("/")
    URI base;

    @Inject
    Pool pool;

    String parcel;
    HttpCalls http;

    @BeforeEach
    void connect() {
        parcel = newId();
        http = new HttpCalls(base);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.sent(newId(), newId(), 1).statusCode() == 200);
    }

    @AfterEach
    void letGo() {
        Parcels.WAITING.clear();
    }
}
