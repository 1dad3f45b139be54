package dev.baton.it.journal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.delivery.Broker;
import dev.baton.it.journal.Relay.Started;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.journal.Attempt;
import dev.baton.runtime.journal.Hop;
import dev.baton.runtime.journal.Journal;
import dev.baton.runtime.journal.JournalEntry;
import dev.baton.runtime.journal.JournalExpiry;
import dev.baton.runtime.journal.JournalQuery;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.journal.Page;
import dev.baton.runtime.journal.Timeline;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the journal knows of events that three functions handle one after another. */
class JournalTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Relay.CLASSES).addClasses(Broker.class, Tables.class))
            .overrideConfigKey("baton.journal.enabled", "true")
            .overrideConfigKey("quarkus.application.name", "it-engine")
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.journal.expiry-interval", "0")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.max-delay", "50ms")
            .overrideConfigKey("baton.retry.attempts", "1000000")
            .overrideConfigKey("baton.functions.run-third.retry.attempts", "3")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    Journal journal;

    @Inject
    JournalExpiry expiry;

    @Inject
    DeadLetterOperations letters;

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String team;
    private String id;

    @BeforeEach
    void begin() {
        team = "team " + UUID.randomUUID();
        id = UUID.randomUUID().toString();
    }

    @AfterEach
    void standUp() {
        Relay.STUMBLING.clear();
        Relay.FALLING.clear();
    }

    @Test
    void theTimelineHasEveryHopOfACascade() {
        publish(id, 1);

        List<Hop> hops = awaitTimeline(id, finished()).hops();

        assertThat(hops)
                .extracting(hop -> hop.event().type(), Hop::function, Hop::state)
                .containsExactly(
                        tuple("relay.started.v1", "run-first", JournalState.HANDLED),
                        tuple("relay.passed.v1", "run-second", JournalState.HANDLED),
                        tuple("relay.arrived.v1", "run-third", JournalState.HANDLED),
                        tuple("relay.finished.v1", null, JournalState.STORED));
        assertThat(hops).allSatisfy(hop -> {
            assertThat(hop.event().key()).isEqualTo(team);
            assertThat(hop.event().correlationId()).isEqualTo(id);
            assertThat(hop.times().stored()).isNotNull();
            assertThat(hop.deadLetter()).isNull();
        });
        assertThat(hops.get(0).event().causationId()).isNull();
        for (int i = 1; i < hops.size(); i++) {
            Hop cause = hops.get(i - 1);
            assertThat(hops.get(i).event().causationId())
                    .isEqualTo(cause.event().id());
            assertThat(hops.get(i).times().stored()).isEqualTo(cause.times().ended());
            assertThat(hops.get(i).event().source()).isEqualTo("/it-engine/functions/" + cause.function());
        }
        for (Hop hop : hops.subList(0, 3)) {
            assertThat(hop.record().topic()).isEqualTo(hop.event().type());
            assertThat(hop.record().partition()).isZero();
            assertThat(hop.attempts()).singleElement().matches(attempt -> attempt.number() == 1);
            assertThat(hop.attempts().get(0).process()).matches("it-engine@.+:\\d+");
            assertThat(hop.times().received()).isBeforeOrEqualTo(hop.times().ended());
            assertThat(hop.times().published()).isBefore(Instant.now());
            assertThat(await(journal.data(hop.place())))
                    .hasValueSatisfying(data -> assertThat(data).isEqualTo("{\"team\":\"" + team + "\",\"number\":1}"));
        }
    }

    @Test
    void anEventIsFoundByItsIdItsChainItsKeyItsTypeAndItsTime() {
        Instant before = Instant.now().minusSeconds(60);
        publish(id, 1);
        String last = awaitTimeline(id, finished()).hops().get(3).event().id();

        assertThat(states(query(id, null, null, null, null, null)))
                .containsExactly("relay.started.v1 HANDLED", "relay.started.v1 STORED");
        assertThat(states(query(last, null, null, null, null, null))).containsExactly("relay.finished.v1 STORED");
        assertThat(states(query(null, id, null, null, null, null))).hasSize(7);
        assertThat(states(query(null, null, team, null, null, null))).hasSize(7);
        assertThat(states(query(null, null, team, "relay.passed.v1", before, null)))
                .containsExactly("relay.passed.v1 HANDLED", "relay.passed.v1 STORED");
        assertThat(states(query(null, null, team, null, null, before))).isEmpty();
        assertThat(states(query(null, null, team, null, Instant.now().plusSeconds(60), null)))
                .isEmpty();
        assertThat(states(query(null, null, team, "relay.unknown.v1", null, null)))
                .isEmpty();
        assertThat(states(query("unknown", null, null, null, null, null))).isEmpty();
        assertThat(await(journal.timeline("unknown")).hops()).isEmpty();
    }

    @Test
    void pagesAreBoundedAndFollowEachOther() {
        int events = 60;
        IntStream.range(0, events).forEach(i -> publish(id + i, 1));
        IntStream.range(0, events).forEach(i -> awaitTimeline(id + i, finished()));

        JournalQuery query = query(null, null, team, null, null, null);
        List<String> places = new ArrayList<>();
        Page<JournalEntry> page = await(journal.search(query));
        places.addAll(places(page));
        while (page.next() != null) {
            assertThat(page.items()).hasSizeLessThanOrEqualTo(50);
            page = await(journal.search(new JournalQuery(null, null, team, null, null, null, page.next(), 50)));
            places.addAll(places(page));
        }

        assertThat(places).hasSize(7 * events).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatFailsAndIsHandledLaterShowsItsAttemptsAndThoseBehindItWait() {
        Relay.STUMBLING.add(team);
        publish(id, 1);
        awaitTimeline(id, timeline -> last(timeline, 2, JournalState.RETRYING));
        String other = UUID.randomUUID().toString();
        publish(other, 2);
        awaitTimeline(other, timeline -> last(timeline, 2, JournalState.WAITING));

        Relay.STUMBLING.clear();

        Hop failed = awaitTimeline(id, finished()).hops().get(1);
        assertThat(failed.attempts()).extracting(Attempt::state).startsWith(JournalState.RETRYING);
        assertThat(failed.attempts()).extracting(Attempt::number).isSorted().doesNotHaveDuplicates();
        assertThat(failed.attempts().get(0).failure().message()).isEqualTo(team + " stumbles");
        assertThat(failed.state()).isEqualTo(JournalState.HANDLED);
        assertThat(failed.record().topic()).isEqualTo("relay.passed.v1");
        Hop waited = awaitTimeline(other, finished()).hops().get(1);
        assertThat(waited.attempts())
                .extracting(Attempt::state)
                .containsExactly(JournalState.WAITING, JournalState.HANDLED);
    }

    @Test
    void aDeadLetterIsShownWithItsFailureAndItsReplayContinuesTheTimeline() {
        Relay.FALLING.add(team);
        publish(id, 1);
        Hop letter = awaitTimeline(id, timeline -> last(timeline, 3, JournalState.DEAD_LETTER))
                .hops()
                .get(2);
        assertThat(letter.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(letter.attempts().get(2).failure().errorClass()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.deadLetter().state()).isEqualTo("open");
        assertThat(await(journal.data(letter.place())))
                .hasValueSatisfying(data -> assertThat(data).contains(team));

        Relay.FALLING.clear();
        await(letters.replay(letter.deadLetter().id(), "ann"));

        Timeline replayed = awaitTimeline(id, finished());
        assertThat(replayed.hops().get(2).state()).isEqualTo(JournalState.HANDLED);
        assertThat(replayed.hops().get(2).deadLetter().state()).isEqualTo("replayed");
    }

    @Test
    void aLetterOfAPermanentFailureThatIsEditedContinuesTheTimelineWithAnotherEvent() {
        publish(id, Relay.REFUSED);
        Hop letter = awaitTimeline(id, timeline -> last(timeline, 2, JournalState.DEAD_LETTER))
                .hops()
                .get(1);

        byte[] edited = ("{\"team\":\"" + team + "\",\"number\":14}").getBytes(StandardCharsets.UTF_8);
        await(letters.edit(letter.deadLetter().id(), edited, "ann"));

        List<Hop> hops = awaitTimeline(id, finished()).hops();
        assertThat(hops.get(2).event().causationId()).isEqualTo(letter.event().id());
        assertThat(hops.get(2).function()).isEqualTo("run-second");
        assertThat(hops.get(2).state()).isEqualTo(JournalState.HANDLED);
    }

    @Test
    void anEventOverHttpIsShownWithItsDataAndTheReplyThatItsSenderGot() {
        String data = "{\"team\":\"" + team + "\",\"number\":7}";
        given().header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/web")
                .header("ce-type", "relay.started.v1")
                .header("Prefer", "reply")
                .contentType("application/json")
                .body(data)
                .post("/functions/run-first")
                .then()
                .statusCode(200);

        List<Hop> hops = await(journal.timeline(id)).hops();

        assertThat(hops)
                .extracting(hop -> hop.event().type(), Hop::state)
                .containsExactly(
                        tuple("relay.started.v1", JournalState.HANDLED), tuple("relay.passed.v1", JournalState.STORED));
        assertThat(hops.get(0).record()).isNull();
        assertThat(hops.get(0).event().key()).isEqualTo(team);
        assertThat(await(journal.data(hops.get(0).place()))).contains(data);
        assertThat(await(journal.data(hops.get(1).place()))).isEmpty();
    }

    @Test
    void repetitionsAddNothing() {
        try (Broker broker = new Broker(bootstrapServers)) {
            for (int i = 0; i < 5; i++) {
                broker.send(started(id, 1));
            }
            awaitTimeline(id, finished());
            broker.send(started(id + "-last", 2));
            awaitTimeline(id + "-last", finished());
        }

        assertThat(await(journal.timeline(id)).hops().get(0).attempts()).hasSize(1);
        assertThat(await(journal.timeline(id)).hops()).hasSize(4);
    }

    @Test
    void aBatchOfManyEventsHasATimelineForEach() {
        List<String> ids = IntStream.range(0, 1500).mapToObj(i -> id + "-" + i).toList();
        await(Uni.join()
                .all(ids.stream().map(each -> published(each, 1)).toList())
                .andFailFast());
        awaitTimeline(ids.get(1499), finished());

        for (int i = 0; i < 1500; i += 100) {
            assertThat(await(journal.timeline(ids.get(i))).hops()).hasSize(4);
            assertThat(states(query(ids.get(i), null, null, null, null, null))).hasSize(2);
        }
    }

    @Test
    void aRecordThatIsNoEventIsFoundAsTheDeadLetterThatItBecame() {
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(new ProducerRecord<>(
                    "relay.started.v1", team, "\0\uD800 nothing".getBytes(StandardCharsets.UTF_8)));
        }

        JournalEntry entry = Awaitility.await()
                .atMost(SOON)
                .until(
                        () ->
                                await(journal.search(query(null, null, null, "relay.started.v1", null, null)))
                                        .items()
                                        .stream()
                                        .filter(found -> found.attempt().state() == JournalState.DEAD_LETTER)
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        assertThat(entry.attempt().failure().message()).contains("is not a CloudEvent");
        assertThat(await(journal.data(entry.place())))
                .hasValueSatisfying(data -> assertThat(data).contains("nothing"));
    }

    @Test
    void oldEntriesAreForgottenAFewAtATime() {
        publish(id, 1);
        awaitTimeline(id, finished());
        pool.query("update baton_journal set at = at - interval '8 days'").executeAndAwait();
        publish(id + "-young", 1);
        awaitTimeline(id + "-young", finished());

        Awaitility.await().atMost(SOON).until(() -> expiry.forgetSome() == 0);

        assertThat(await(journal.timeline(id)).hops()).isEmpty();
        assertThat(await(journal.timeline(id + "-young")).hops()).hasSize(4);
    }

    @Test
    void whatIsNotAPlaceIsRefused() {
        assertThatThrownBy(() -> await(journal.data("nowhere"))).hasMessageContaining("'nowhere' is not a place");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static boolean last(Timeline timeline, int hops, JournalState state) {
        return timeline.hops().size() == hops && timeline.hops().get(hops - 1).state() == state;
    }

    private static Predicate<Timeline> finished() {
        return timeline ->
                timeline.hops().stream().anyMatch(hop -> hop.event().type().equals("relay.finished.v1"));
    }

    private Timeline awaitTimeline(String correlationId, Predicate<Timeline> complete) {
        return Awaitility.await().atMost(SOON).until(() -> await(journal.timeline(correlationId)), complete);
    }

    private void publish(String eventId, int number) {
        await(published(eventId, number));
    }

    private Uni<Void> published(String eventId, int number) {
        return publisher.publish(NewEvent.of(new Started(team, number), eventId, URI.create("/test"), Instant.now()));
    }

    private ProducerRecord<String, byte[]> started(String eventId, int number) {
        byte[] data = ("{\"team\":\"" + team + "\",\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        return Broker.binary(
                new ProducerRecord<>("relay.started.v1", team, data), eventId, "/outside", "application/json");
    }

    private static JournalQuery query(
            String eventId, String correlationId, String key, String type, Instant from, Instant to) {
        return new JournalQuery(eventId, correlationId, key, type, from, to, null, 50);
    }

    private List<String> states(JournalQuery query) {
        return await(journal.search(query)).items().stream()
                .map(entry -> entry.event().type() + " " + entry.attempt().state())
                .toList();
    }

    private static List<String> places(Page<JournalEntry> page) {
        return page.items().stream().map(JournalEntry::place).toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }
}
