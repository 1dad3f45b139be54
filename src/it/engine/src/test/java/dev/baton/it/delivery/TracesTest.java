package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.OtlpReceiver;
import dev.baton.cases.ReceivedSpan;
import dev.baton.embedded.Port;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Outcome;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.relay.Relay;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans that a receiver of traces gets over gRPC. */
class TracesTest extends DirectDeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROUNDS = 50;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(DirectDeliveryTest.class))
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.poll-interval", "20ms")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
            .overrideConfigKey("quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:" + Port.free());

    private static OtlpReceiver receiver;

    @Inject
    Relay relay;

    @ConfigProperty(name = "quarkus.otel.exporter.otlp.endpoint")
    URI endpoint;

    @TestHTTPResource("/functions/count-step")
    URI function;

    @TestHTTPResource("/")
    URI any;

    @BeforeEach
    void receive() {
        if (receiver == null) {
            receiver = new OtlpReceiver(endpoint.getPort());
        }
    }

    @AfterAll
    static void stopReceiving() {
        receiver.close();
        receiver = null;
    }

    @Test
    void anEventIsOneTraceFromItsPublicationToItsFollowUp() {
        publish(1);

        ReceivedSpan followUp = span("send counting.counted.v1", span -> span.attribute("cloudevents.event_subject")
                .equals(name));
        String trace = followUp.traceId();
        ReceivedSpan created = in(trace, "create counting.step.v1");
        ReceivedSpan sent = in(trace, "send counting.step.v1");
        ReceivedSpan processed = in(trace, "process count-step");

        assertThat(created.root()).isTrue();
        assertThat(created.kind()).isEqualTo("PRODUCER");
        assertThat(List.of(sent.parentId(), processed.parentId())).containsOnly(created.spanId());
        assertThat(followUp.parentId()).isEqualTo(processed.spanId());
        assertThat(sent.kind()).isEqualTo("PRODUCER");
        assertThat(sent.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.destination.name", "counting.step.v1")
                .containsKeys("messaging.destination.partition.id", "messaging.kafka.offset");
        assertThat(processed.kind()).isEqualTo("CONSUMER");
        assertThat(processed.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.operation.type", "process")
                .containsEntry("messaging.destination.name", "counting.step.v1")
                .containsEntry(
                        "messaging.destination.partition.id", sent.attribute("messaging.destination.partition.id"))
                .containsEntry("messaging.kafka.offset", sent.attribute("messaging.kafka.offset"))
                .containsEntry("messaging.message.id", processed.attribute("cloudevents.event_id"))
                .containsEntry("cloudevents.event_source", source.toString())
                .containsEntry("cloudevents.event_type", "counting.step.v1")
                .containsEntry("cloudevents.event_spec_version", "1.0")
                .containsEntry("baton.function", "count-step")
                .containsEntry("baton.event_key", name)
                .containsEntry("baton.attempt", "1")
                .containsEntry("baton.outcome", "handled");
        assertThat(processed.attribute("messaging.consumer.group.name")).endsWith(".count-step");
    }

    @Test
    void theStatementsOfADeliveryBelongToItsSpan() {
        CloudEvent event = traced(step(2));

        fromTopic(event, 1);

        ReceivedSpan processed = of(event);
        assertThat(receiver.trace(trace(event)))
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(processed.spanId()));
    }

    @Test
    void eventsThatShareATransactionAreLinkedToTheirBatch() {
        List<CloudEvent> events =
                IntStream.range(3, 6).mapToObj(number -> traced(step(number))).toList();

        together(events);

        List<ReceivedSpan> processed = events.stream().map(this::of).toList();
        ReceivedSpan batch =
                span("batch count-step", span -> processed.get(0).links().equals(List.of(span.spanId())));
        assertThat(batch.attributes()).containsEntry("messaging.batch.message_count", "3");
        assertThat(batch.links())
                .isEqualTo(processed.stream().map(ReceivedSpan::parentId).toList());
        assertThat(processed).allSatisfy(span -> {
            assertThat(span.links()).containsExactly(batch.spanId());
            assertThat(span.attributes()).containsEntry("baton.outcome", "handled");
        });
        assertThat(receiver.trace(batch.traceId()))
                .filteredOn(span -> !span.equals(batch))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(batch.spanId()));
    }

    @Test
    void aBatchThatFailsLeavesASpanOfEachAttempt() {
        Counting.FAILING.add(8);
        List<CloudEvent> events =
                IntStream.range(7, 9).mapToObj(number -> traced(step(number))).toList();

        together(events);

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(outcomes(events.get(0))).containsExactly("rolled-back", "handled");
            assertThat(outcomes(events.get(1))).containsExactly("rolled-back", "failed");
        });
        assertThat(receiver.trace(trace(events.get(1))))
                .filteredOn(span -> span.attribute("baton.outcome").equals("failed"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.failed()).isTrue();
                    assertThat(span.attributes()).containsEntry("error.type", "java.lang.IllegalStateException");
                });
    }

    @Test
    void aLaterAttemptIsPartOfTheSameTrace() {
        CloudEvent event = traced(step(9));
        Counting.FAILING.add(9);
        fromTopic(event, 3);

        Counting.FAILING.clear();

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(outcomes(event)).contains("left-for-later").endsWith("handled"));
    }

    @Test
    void aRefusedEventHasASpan() {
        CloudEvent invalid = traced(step(-1));
        CloudEvent unknown =
                traced(CloudEventBuilder.from(step(1)).withType("unknown.v1").build());
        CloudEvent unreadable = traced(CloudEventBuilder.from(step(1))
                .withData("application/json", "no record".getBytes(StandardCharsets.UTF_8))
                .build());

        List.of(invalid, unknown, unreadable).forEach(event -> fromTopic(event, 1));

        assertThat(of(invalid).attributes())
                .containsEntry("baton.outcome", "rejected")
                .containsEntry("error.type", "dev.baton.EventRejectedException");
        assertThat(of(unreadable).attributes()).containsEntry("baton.outcome", "rejected");
        assertThat(of(unknown).attributes()).containsEntry("baton.outcome", "skipped");
    }

    @Test
    void aRequestThatIsRefusedHasASpanInTheTraceOfItsSender() {
        CloudEvent event =
                CloudEventBuilder.from(step(1)).withType("unknown.v1").build();
        String noEvent = traceId();
        String noFunction = traceId();

        assertThat(post(any, event, request -> request.setHeader("ce-specversion", "9")
                                .header("traceparent", parent(noEvent)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(any, event, request -> request.header("traceparent", parent(noFunction)))
                        .statusCode())
                .isEqualTo(422);

        assertThat(refusedIn(noEvent).attributes()).containsEntry("http.response.status_code", "400");
        assertThat(refusedIn(noFunction).attributes())
                .containsEntry("error.type", "422")
                .containsEntry("cloudevents.event_id", event.getId());
    }

    @Test
    void aDeliveryOverHttpContinuesTheTraceOfItsSender() {
        String trace = traceId();
        CloudEvent event = traced(step(10));

        HttpResponse<Void> answer = post(function, event, request -> request.header("traceparent", parent(trace)));

        assertThat(answer.statusCode()).isEqualTo(200);
        ReceivedSpan processed = of(event);
        assertThat(processed.traceId()).isEqualTo(trace);
        assertThat(processed.attributes())
                .containsEntry("messaging.system", "http")
                .containsEntry("messaging.destination.name", "/functions/count-step");
        await().atMost(LONG).untilAsserted(() -> assertThat(receiver.trace(trace))
                .filteredOn(span -> span.kind().equals("SERVER"))
                .extracting(ReceivedSpan::spanId)
                .containsExactly(processed.parentId()));
    }

    @Test
    void anEventOverHttpWhoseRequestHasNoTraceContinuesItsOwn() {
        CloudEvent event = traced(step(11));

        post(function, event, request -> {});

        assertThat(of(event).traceId()).isEqualTo(trace(event));
    }

    /** Spans arrive in the order of their ends, so when the marker is there, those of the rounds would be, too. */
    @Test
    void anIdleProcessMakesNoTraces() {
        publish(12);
        span("send counting.counted.v1", span -> span.attribute("cloudevents.event_subject")
                .equals(name));
        Set<String> known = receiver.spans().stream().map(ReceivedSpan::traceId).collect(Collectors.toSet());

        for (int i = 0; i < ROUNDS; i++) {
            relay.publishDue();
            relay.promoteDelayed();
        }
        CloudEvent marker = traced(step(13));
        fromTopic(marker, 1);

        of(marker);
        known.add(trace(marker));
        assertThat(receiver.spans(span -> !known.contains(span.traceId()))).isEmpty();
        assertThat(receiver.spans(ReceivedSpan::root))
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .extracting(span -> span.attribute("db.statement"))
                .containsOnly(Counting.CREATE_TABLE);
    }

    private ReceivedSpan refusedIn(String trace) {
        return span("refuse event", span -> span.traceId().equals(trace));
    }

    private List<String> outcomes(CloudEvent event) {
        return receiver.trace(trace(event)).stream()
                .filter(span -> span.name().equals("process count-step"))
                .map(span -> span.attribute("baton.outcome"))
                .toList();
    }

    private void together(List<CloudEvent> events) {
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        List<IncomingEvent> incoming = IntStream.range(0, events.size())
                .mapToObj(i -> new IncomingEvent(events.get(i), 1, "counting.step.v1-0@" + i))
                .toList();
        contexts.run(() -> deliveries
                .deliver(model.function("count-step").orElseThrow(), incoming)
                .subscribe()
                .with(outcomes::complete, outcomes::completeExceptionally));
        outcomes.join();
    }

    private ReceivedSpan of(CloudEvent event) {
        return span("process count-step", span -> span.attribute("cloudevents.event_id")
                .equals(event.getId()));
    }

    private ReceivedSpan in(String trace, String name) {
        return span(name, span -> span.traceId().equals(trace));
    }

    private ReceivedSpan span(String name, Predicate<ReceivedSpan> condition) {
        Predicate<ReceivedSpan> wanted = condition.and(span -> span.name().equals(name));
        await().atMost(LONG).untilAsserted(() -> assertThat(receiver.spans(wanted))
                .as("%s among %s", name, receiver.spans())
                .isNotEmpty());
        return receiver.spans(wanted).get(0);
    }

    private static CloudEvent traced(CloudEvent event) {
        return CloudEventBuilder.from(event)
                .withExtension("traceparent", parent(traceId()))
                .build();
    }

    private static String trace(CloudEvent event) {
        return String.valueOf(event.getExtension("traceparent")).split("-")[1];
    }

    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parent(String trace) {
        return "00-" + trace + "-b7ad6b7169203331-01";
    }

    private static HttpResponse<Void> post(URI address, CloudEvent event, Consumer<HttpRequest.Builder> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(StoredEvents.data(event)));
        StoredEvents.attributes(event)
                .forEach((name, value) ->
                        request.header(name.equals("datacontenttype") ? "Content-Type" : "ce-" + name, value));
        headers.accept(request);
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.discarding())
                .join();
    }
}
