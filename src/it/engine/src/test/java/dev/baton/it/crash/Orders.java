package dev.baton.it.crash;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.it.crash.Ordering.Ordered;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Publishes orders as a client does: the same order has the same id, however often it is published. */
final class Orders {

    private static final URI SOURCE = URI.create("/crash");
    private static final Duration LONG = Duration.ofSeconds(10);

    private Orders() {}

    /** Stores the orders with one statement, and waits for the answer. */
    static void publish(EventPublisher publisher, String customer, int... numbers) {
        Uni<Void> stored = numbers.length == 1
                ? publisher.publish(NewEvent.of(
                        new Ordered(customer, numbers[0]), customer + "-" + numbers[0], SOURCE, Instant.now()))
                : publisher.publish(events(customer, numbers));
        stored.await().atMost(LONG);
    }

    private static List<CloudEvent> events(String customer, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> (CloudEvent) CloudEventBuilder.v1()
                        .withId(customer + "-" + number)
                        .withSource(SOURCE)
                        .withType("crash.ordered.v1")
                        .withSubject(customer)
                        .withData(
                                "application/json",
                                "{\"customer\":\"%s\",\"number\":%d}"
                                        .formatted(customer, number)
                                        .getBytes())
                        .build())
                .toList();
    }

    static void untilAnswered(ThrowingRunnable request) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .untilAsserted(request);
    }
}
