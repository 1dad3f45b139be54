package dev.baton.it.conformance;

import dev.baton.runtime.outbox.StoredEvents;
import io.cloudevents.CloudEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that a sender posts one by one in binary mode, each until it gets an answer that Knative does not retry. */
class HttpConformanceTest extends DeliveryConformance {

    private static final Set<Integer> RETRIED = Set.of(404, 409, 429, 500, 503);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    @TestHTTPResource("/functions/work")
    URI function;

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    Trigger trigger() {
        return new Trigger() {
            @Override
            public void send(List<CloudEvent> events) {
                events.forEach(HttpConformanceTest.this::sendUntilSettled);
            }

            @Override
            public boolean keepsWhatFails() {
                return false;
            }

            @Override
            public boolean keepsWhatCannotBeRead() {
                return false;
            }
        };
    }

    private void sendUntilSettled(CloudEvent event) {
        HttpRequest request = request(event);
        int status;
        do {
            status = client.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
        } while (RETRIED.contains(status));
    }

    private HttpRequest request(CloudEvent event) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(function).POST(BodyPublishers.ofByteArray(StoredEvents.data(event)));
        StoredEvents.attributes(event)
                .forEach((name, value) ->
                        request.header(name.equals("datacontenttype") ? "Content-Type" : "ce-" + name, value));
        return request.build();
    }
}
