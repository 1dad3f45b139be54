package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.EventType;
import dev.baton.NewEvent;
import dev.baton.it.delivery.Counting.Step;
import dev.baton.runtime.outbox.StoredEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Log lines about a failed event have that event in their log context, as the log lines of the function do. */
class LogLinesTest extends DirectDeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String[] KEYS = {
        "function", "eventId", "eventType", "eventKey", "correlationId", "causationId", "attempt", "traceId"
    };

    /** A log line: the beginning of its message, and its log context. */
    record Line(String message, String context) {}

    @EventType("counting.forgotten.v1")
    public record Forgotten(String name) {}

    public static class Forgetful {
        @Inject
        EventPublisher publisher;

        @Funq
        public void forget(Forgotten forgotten) {
            publisher.publish(NewEvent.of(
                    new Step(forgotten.name(), 1), forgotten.name(), URI.create("/forgetful"), Instant.now()));
        }
    }

    @EventType("counting.told.v1")
    public record Told(String name) {}

    /** Logs before and after an asynchronous step. */
    public static class Talkative {
        private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(Talkative.class);

        @Funq
        public Uni<Void> tell(Told told) {
            LOG.info("before");
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(10))
                    .invoke(() -> LOG.info("after"));
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES)
                    .addClasses(
                            DirectDeliveryTest.class, Forgotten.class, Forgetful.class, Told.class, Talkative.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.retry.attempts", "4")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @TestHTTPResource("/functions/count-step")
    URI function;

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Listening();

    @BeforeEach
    void listen() {
        Logger.getLogger("dev.baton").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("dev.baton").removeHandler(handler);
    }

    @Test
    void thatItIsTriedAgainLaterAndThatItIsGivenUpOn() {
        CloudEvent event = step(2401);
        Counting.FAILING.add(2401);

        fromTopic(event, 3);

        await().atMost(LONG).untilAsserted(() -> assertThat(lines)
                .contains(
                        new Line("Event failed; it is retried later", context(event, 3)),
                        new Line("Event given up on; it is now a dead letter", context(event, 4))));
    }

    @Test
    void thatItWasRefusedForGood() {
        CloudEvent event = step(666_666);

        fromTopic(event, 1);

        assertThat(lines).contains(new Line("Event given up on; it is now a dead letter", context(event, 1)));
    }

    @Test
    void thatItsSenderTriesAgain() {
        CloudEvent event = step(2402);
        Counting.FAILING.add(2402);

        send(event);

        assertThat(lines).contains(new Line("Event failed; its sender retries", context(event, 1)));
    }

    @Test
    void theLinesOfTheFunctionItselfHaveTheEventAndItsTrace() {
        CloudEvent event = CloudEventBuilder.from(
                        testkit.event(UUID.randomUUID().toString(), new Told(name)))
                .withSubject(name)
                .withExtension("correlationid", "the-first")
                .withExtension("causationid", "the-cause")
                .withExtension("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .build();

        fromTopic("talkative", event, 1);

        String context =
                "talkative %s counting.told.v1 %s the-first the-cause 1 %s".formatted(event.getId(), name, TRACE);
        assertThat(lines).contains(new Line("before", context), new Line("after", context));
    }

    @Test
    void thatNothingSubscribesToAPublish() {
        CloudEvent event = testkit.event(UUID.randomUUID().toString(), new Forgotten(name));

        assertThat(testkit.handle(event).handled()).isTrue();

        assertThat(lines)
                .extracting(Line::message)
                .contains("Events are not published, because nothing subscribes to the Uni of EventPublisher.publish;"
                        + " make it part of the Uni that the function returns");
    }

    private String context(CloudEvent event, int attempt) {
        return Stream.of(
                        "count-step",
                        event.getId(),
                        "counting.step.v1",
                        name,
                        "the-first",
                        "",
                        Integer.toString(attempt),
                        "null")
                .collect(Collectors.joining(" "));
    }

    @Override
    CloudEvent step(int number) {
        return CloudEventBuilder.from(super.step(number))
                .withExtension("correlationid", "the-first")
                .build();
    }

    private void send(CloudEvent event) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(function).POST(BodyPublishers.ofByteArray(StoredEvents.data(event)));
        StoredEvents.attributes(event)
                .forEach((name, value) ->
                        request.header(name.equals("datacontenttype") ? "Content-Type" : "ce-" + name, value));
        HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.discarding())
                .join();
    }

    /** Reads the context while the line is logged. */
    private final class Listening extends Handler {

        @Override
        public void publish(LogRecord line) {
            String context = Stream.of(KEYS).map(MDC::get).map(String::valueOf).collect(Collectors.joining(" "));
            lines.add(new Line(line.getMessage().split(":")[0], context));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
