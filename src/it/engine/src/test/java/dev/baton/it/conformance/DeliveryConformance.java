package dev.baton.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.it.Tables;
import dev.baton.it.conformance.Tallying.Behaviour;
import dev.baton.it.outside.Published;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The effects of an event, whatever brought it to its function: outcomes, state, rows, events on topics. Each {@link
 * Trigger} has a subclass.
 */
abstract class DeliveryConformance {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TASK = "conformance.task.v1";
    private static final String DONE = "conformance.done.v1";
    private static final String LETTERS = TASK + ".dead-letter";

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String name;
    private Evidence evidence;

    abstract Trigger trigger();

    static QuarkusUnitTest application(Class<?>... more) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(Tallying.CLASSES)
                        .addClasses(more)
                        .addClasses(
                                DeliveryConformance.class,
                                Trigger.class,
                                Evidence.class,
                                Published.class,
                                Tables.class))
                .overrideConfigKey("baton.kafka.partitions", "1")
                .overrideConfigKey("baton.delivery.max-event-size", "2000")
                .overrideConfigKey("baton.delivery.time-limit", "3s")
                .overrideConfigKey("baton.retry.attempts-in-place", "1")
                .overrideConfigKey("baton.retry.attempts", "3")
                .overrideConfigKey("baton.retry.delay", "20ms")
                .overrideConfigKey("baton.retry.poll-interval", "20ms");
    }

    @BeforeEach
    void begin() {
        name = UUID.randomUUID().toString();
        pool.query(Tallying.CREATE_TABLE).executeAndAwait();
        evidence = new Evidence(pool, metrics, bootstrapServers, name);
    }

    @AfterEach
    void end() {
        evidence.close();
    }

    @Test
    void anEventIsHandledOnceAndItsFollowUpCarriesWhereItComesFrom() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        send(CloudEventBuilder.from(event("the-one", name, 1, Behaviour.DONE))
                .withExtension("correlationid", "the-first")
                .withExtension("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .build());

        eventually(() -> assertThat(evidence.published(DONE)).hasSize(1));
        Published.Event followUp = evidence.published(DONE).get(0);
        // The id was computed by another program from the rule that FollowUpIds documents.
        assertThat(followUp.headers())
                .containsEntry("ce_id", "0e07ca6e-7c83-8f20-be9e-52ec78b59d07")
                .containsEntry("ce_source", "/it-engine/functions/work")
                .containsEntry("ce_correlationid", "the-first")
                .containsEntry("ce_causationid", "the-one")
                .containsEntry("ce_partitionkey", name);
        assertThat(followUp.headers().get("ce_traceparent")).contains(trace);
        assertThat(evidence.tally(name)).isEqualTo("1");
        assertThat(evidence.inbox("the-one")).hasSize(1);
        eventually(() -> assertThat(evidence.outcomes("handled")).isEqualTo(1));
        settled();
    }

    @Test
    void theSameEventTenTimesTakesEffectOnce() {
        List<CloudEvent> events = new ArrayList<>(Collections.nCopies(10, event(1, Behaviour.DONE)));
        events.add(event(2, Behaviour.DONE));
        send(events.toArray(CloudEvent[]::new));

        eventually(() -> assertThat(evidence.published(DONE)).hasSize(2));
        assertThat(evidence.tally(name)).isEqualTo("1 2");
        eventually(() -> assertThat(evidence.outcomes("duplicate")).isEqualTo(9));
        settled();
    }

    @Test
    void whatIsRefusedForGoodIsADeadLetterAtOnceAndHoldsNothing() {
        send(event(1, Behaviour.REFUSE), event(2, Behaviour.DONE));

        letter("PermanentFailureException", "permanently rejected", 1);
        eventually(() -> assertThat(evidence.published(DONE)).hasSize(1));
        assertThat(evidence.tally(name)).isEqualTo("2");
        eventually(() -> assertThat(evidence.outcomes("rejected")).isEqualTo(1));
        settled();
    }

    @Test
    void whatIsNotValidIsADeadLetterWithTheReason() {
        send(event(-1, Behaviour.DONE), event(2, Behaviour.DONE));

        letter("EventRejectedException", "number must be greater than or equal to 0", 1);
        eventually(() -> assertThat(evidence.tally(name)).isEqualTo("2"));
    }

    @Test
    void whatCannotBeReadHoldsNothingUp() {
        CloudEvent broken = CloudEventBuilder.from(event(1, Behaviour.DONE))
                .withData("application/json", "{\"name\":".getBytes())
                .build();
        send(broken, event(2, Behaviour.DONE));

        eventually(() -> assertThat(evidence.tally(name)).isEqualTo("2"));
        if (trigger().keepsWhatCannotBeRead()) {
            letter("EventRejectedException", "can't be read as " + TASK, 1);
        } else {
            assertThat(evidence.letters()).isEmpty();
            assertThat(evidence.inbox(name + "-1", name + "-2")).containsExactly(name + "-2");
        }
    }

    @Test
    void whatIsOfAnotherTypeIsLeftOut() {
        CloudEvent foreign = CloudEventBuilder.from(event(2, Behaviour.DONE))
                .withType("conformance.unknown.v1")
                .build();
        send(event(1, Behaviour.DONE), foreign, event(3, Behaviour.DONE));

        eventually(() -> assertThat(evidence.tally(name)).isEqualTo("1 3"));
        eventually(() -> assertThat(evidence.outcomes("skipped")).isEqualTo(1));
        assertThat(evidence.inbox(name + "-1", name + "-2", name + "-3")).containsExactly(name + "-1", name + "-3");
        assertThat(evidence.letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAIL_AT_FIRST", "HANG_AT_FIRST"})
    void whatFailsForNowIsHandledLaterAndKeepsItsPlaceInTheOrderOfItsKey(String behaviour) {
        String other = UUID.randomUUID().toString();
        send(
                event(1, Behaviour.DONE),
                event(2, Behaviour.valueOf(behaviour)),
                event(3, Behaviour.DONE),
                event(other + "-1", other, 1, Behaviour.DONE),
                event(4, Behaviour.DONE));

        eventually(() -> assertThat(evidence.tally(name)).isEqualTo("1 2 3 4"));
        eventually(() -> assertThat(evidence.published(DONE))
                .extracting(Published.Event::data)
                .isEqualTo(done(1, 2, 3, 4)));
        eventually(() -> assertThat(evidence.tally(other)).isEqualTo("1"));
        assertThat(evidence.letters()).isEmpty();
        eventually(this::settled);
    }

    @Test
    void whatFailsInAllItsAttemptsIsADeadLetterAndHoldsItsKeyButNoOther() {
        assumeTrue(trigger().keepsWhatFails(), "its sender decides how often it is tried");
        String other = UUID.randomUUID().toString();
        send(
                event(1, Behaviour.FAIL_ALWAYS),
                event(2, Behaviour.DONE),
                event(3, Behaviour.DONE),
                event(other + "-1", other, 1, Behaviour.DONE));

        letter("IllegalStateException", "failed for now", 3);
        eventually(() -> assertThat(evidence.waiting()).containsExactly(name + "-1", name + "-2", name + "-3"));
        eventually(() -> assertThat(evidence.tally(other)).isEqualTo("1"));
        assertThat(evidence.tally(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORBIDDEN", "TOO_LARGE"})
    void aFollowUpThatCannotBePublishedIsADeadLetterOfItsEventAndUndoesIt(String behaviour) {
        send(event(1, Behaviour.valueOf(behaviour)), event(2, Behaviour.DONE));

        eventually(() -> assertThat(evidence.letters()).hasSize(1));
        assertThat(evidence.letters().get(0).getString("error_message"))
                .contains(behaviour.equals("FORBIDDEN") ? "may not emit" : "max-event-size");
        eventually(() -> assertThat(evidence.published(DONE)).hasSize(1));
        assertThat(evidence.tally(name)).isEqualTo("2");
        settled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTHING", "EMPTY"})
    void nothingFollowsFromNothing(String behaviour) {
        send(event(1, Behaviour.valueOf(behaviour)), event(2, Behaviour.DONE));

        eventually(() -> assertThat(evidence.published(DONE))
                .extracting(Published.Event::data)
                .isEqualTo(done(2)));
        assertThat(evidence.tally(name)).isEqualTo("1 2");
        settled();
    }

    @Test
    void severalFollowUpsAreAllPublishedInTheirOrder() {
        send(event(1, Behaviour.SEVERAL));

        eventually(() -> assertThat(evidence.published(DONE)).hasSize(3));
        assertThat(evidence.published(DONE))
                .extracting(Published.Event::data)
                .containsExactly(done(1, ""), done(1, "second"), done(0, ""));
        assertThat(evidence.published(DONE)).extracting(Published.Event::id).doesNotHaveDuplicates();
    }

    @Test
    void aDelayedFollowUpWaitsInTheOutbox() {
        send(event(1, Behaviour.LATER));

        eventually(() -> assertThat(evidence.delayed()).hasSize(1));
        assertThat(evidence.tally(name)).isEqualTo("1");
        assertThat(evidence.published("conformance.later.v1")).isEmpty();
    }

    /**
     * Checks that nothing of such a delivery takes effect or counts as handled, and that the events around it are not
     * affected.
     */
    @ParameterizedTest
    @ValueSource(strings = {"SWALLOW", "SWALLOW_ALONE", "CLOSE_SESSION", "CLEAR_SESSION", "VIOLATE"})
    void aFunctionThatBreaksItsSessionHasFailed(String behaviour) {
        assumeTrue(trigger().keepsWhatFails(), "its sender decides how often it is tried");
        String other = UUID.randomUUID().toString();
        send(
                event(other + "-1", other, 1, Behaviour.DONE),
                event(1, Behaviour.valueOf(behaviour)),
                event(other + "-2", other, 2, Behaviour.DONE));

        eventually(() -> assertThat(evidence.letters()).hasSize(1));
        assertThat(evidence.letters().get(0).getInteger("attempts")).isEqualTo(3);
        eventually(() -> assertThat(evidence.tally(other)).isEqualTo("1 2"));
        assertThat(evidence.tally(name)).isEmpty();
        assertThat(evidence.published(DONE)).isEmpty();
    }

    private void letter(String errorClass, String message, int attempts) {
        eventually(() -> assertThat(evidence.letters()).hasSize(1));
        Row letter = evidence.letters().get(0);
        assertThat(letter.getString("state")).isEqualTo("open");
        assertThat(letter.getString("function")).isEqualTo("work");
        assertThat(letter.getString("error_class")).endsWith(errorClass);
        assertThat(letter.getString("error_message")).contains(message);
        assertThat(letter.getInteger("attempts")).isEqualTo(attempts);
        eventually(() -> assertThat(evidence.published(LETTERS)).hasSize(1));
        assertThat(evidence.published(LETTERS).get(0).id()).isEqualTo(letter.getString("event_id"));
    }

    /** Checks that nothing is left over. */
    private void settled() {
        eventually(() -> assertThat(evidence.unpublished()).isEmpty());
        assertThat(evidence.waiting()).isEmpty();
    }

    private void send(CloudEvent... events) {
        trigger().send(List.of(events));
    }

    private CloudEvent event(int number, Behaviour behaviour) {
        return event(name + "-" + number, name, number, behaviour);
    }

    private static CloudEvent event(String id, String key, int number, Behaviour behaviour) {
        String data = "{\"name\":\"%s\",\"number\":%d,\"behaviour\":\"%s\"}".formatted(key, number, behaviour);
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/conformance"))
                .withType(TASK)
                .withSubject(key)
                .withData("application/json", data.getBytes())
                .build();
    }

    private List<String> done(int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> done(number, "")).toList();
    }

    private String done(int number, String text) {
        return "{\"name\":\"%s\",\"number\":%d,\"text\":\"%s\"}".formatted(name, number, text);
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).untilAsserted(check);
    }
}
