package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.deadletter.DeadLetter;
import dev.baton.runtime.deadletter.DeadLetter.Filter;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations on dead letters, from the letter to the function's effect. */
class DeadLetterOperationsTest extends CountingTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int REFUSED = 666_666;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.attempts", "2")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    DeadLetterOperations letters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aReplayedEventGoesBeforeThoseThatWaitBehindItAndIsReplayedOnce() {
        DeadLetter letter = heldLetter(5000, 5001, 5002);
        Counting.FAILING.clear();

        Performed first = await(letters.replay(letter.id(), "ann")).orElseThrow();
        Performed second = await(letters.replay(letter.id(), "bob")).orElseThrow();

        assertThat(first).isEqualTo(new Performed(true, "replayed", letter.eventId()));
        assertThat(second).isEqualTo(new Performed(false, "replayed", letter.eventId()));
        assertThat(counted(3)).containsExactly(5000, 5001, 5002);
        assertThat(audit(letter)).containsExactly("replay by ann: in the place of the held event");
        awaitNothingWaiting();
    }

    @Test
    void aReplayedEventThatFailsAgainIsAnOpenLetterAgainAndHoldsItsKey() {
        DeadLetter letter = heldLetter(5100, 5101);

        await(letters.replay(letter.id(), "ann"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(await(letters.show(letter.id())).orElseThrow())
                        .matches(again -> again.state().equals("open")
                                && again.lastFailedAt().isAfter(letter.lastFailedAt())));
        assertThat(waiting("held")).isEqualTo(1);
        assertThat(waiting("not held and due_at is null")).isEqualTo(1);

        Counting.FAILING.clear();
        await(letters.replay(letter.id(), "ann"));

        assertThat(counted(2)).containsExactly(5100, 5101);
        assertThat(audit(letter)).hasSize(2);
    }

    @Test
    void aDiscardedEventIsNeverHandledAndLetsThoseBehindItGoOn() {
        DeadLetter letter = heldLetter(5200, 5201, 5202);

        Performed first = await(letters.discard(letter.id(), "ann")).orElseThrow();
        Performed second = await(letters.discard(letter.id(), "ann")).orElseThrow();

        assertThat(first).isEqualTo(new Performed(true, "discarded", letter.eventId()));
        assertThat(second).isEqualTo(new Performed(false, "discarded", letter.eventId()));
        assertThat(counted(2)).containsExactly(5201, 5202);
        assertThat(await(letters.replay(letter.id(), "ann")).orElseThrow().changed())
                .isFalse();
        assertThat(audit(letter)).containsExactly("discard by ann: null");
        awaitNothingWaiting();
    }

    @Test
    void anEditedEventTakesThePlaceOfTheOldOneWithAnIdOfItsOwnAndTheOldOneAsItsCause() {
        DeadLetter letter = heldLetter(5300, 5301);
        byte[] data = "{\"name\":\"%s\",\"number\":5399}".formatted(name).getBytes(StandardCharsets.UTF_8);

        Performed first = await(letters.edit(letter.id(), data, "ann")).orElseThrow();
        Performed second = await(letters.edit(letter.id(), data, "ann")).orElseThrow();

        assertThat(first.changed()).isTrue();
        assertThat(first.eventId()).isNotEqualTo(letter.eventId());
        assertThat(second.changed()).isFalse();
        assertThat(counted(2)).containsExactly(5399, 5301);
        assertThat(audit(letter))
                .containsExactly("edit by ann: event " + first.eventId() + " in the place of the held event");
        awaitNothingWaiting();
    }

    @Test
    void anEditedEventThatIsRefusedAgainIsALetterThatNamesItsCause() {
        publish(REFUSED);
        DeadLetter letter = awaitLetter();
        byte[] data = "{\"name\":\"%s\",\"number\":-1}".formatted(name).getBytes(StandardCharsets.UTF_8);

        String newId =
                await(letters.edit(letter.id(), data, "ann")).orElseThrow().eventId();

        Awaitility.await()
                .untilAsserted(() -> assertThat(mine("open")).singleElement().satisfies(refused -> {
                    assertThat(refused.eventId()).isEqualTo(newId);
                    assertThat(refused.attributes())
                            .containsEntry("id", newId)
                            .containsEntry("causationid", letter.eventId());
                    assertThat(refused.failure().message()).contains("number must be greater than or equal to 0");
                }));
        assertThat(mine("replayed")).singleElement().matches(old -> old.id() == letter.id());
        awaitNothingWaiting();
    }

    @Test
    void aLetterThatHeldNothingIsReplayedBehindWhatWaitsOfItsKey() {
        publish(REFUSED);
        DeadLetter refused = awaitLetter();
        DeadLetter held = heldLetter(5400, 5401);

        await(letters.replay(refused.id(), "ann"));
        assertThat(audit(refused)).containsExactly("replay by ann: behind what waits of its key");
        assertThat(waiting("due_at is null and not held")).isEqualTo(2);
        Counting.FAILING.clear();
        await(letters.replay(held.id(), "ann"));

        assertThat(counted(2)).containsExactly(5400, 5401);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(mine("open")).singleElement().matches(letter -> letter.id() == refused.id()));
        awaitNothingWaiting();
    }

    @Test
    void manyAreReplayedByFilterInPages() {
        publish(REFUSED, REFUSED, REFUSED);
        Awaitility.await().untilAsserted(() -> assertThat(mine("open")).hasSize(3));
        List<DeadLetter> found = mine("open");
        Filter filter = new Filter(
                "count-step", "PermanentFailureException", found.get(0).lastFailedAt(), Instant.now(), null);
        long before = found.get(0).id() - 1;

        DeadLetterOperations.ReplayedMany page = await(letters.replayMany(filter, before, 2, "ann"));
        DeadLetterOperations.ReplayedMany rest = await(letters.replayMany(filter, page.next(), 2, "ann"));

        assertThat(page)
                .isEqualTo(new DeadLetterOperations.ReplayedMany(2, found.get(1).id()));
        assertThat(rest).isEqualTo(new DeadLetterOperations.ReplayedMany(1, null));
        found.forEach(letter -> assertThat(audit(letter)).hasSize(1));
    }

    @Test
    void whatDoesNotFitIsNotListed() {
        publish(REFUSED);
        DeadLetter letter = awaitLetter();
        long before = letter.id() - 1;

        assertThat(await(letters.list(new Filter("other", null, null, null, null), before, 10)))
                .isEmpty();
        assertThat(await(letters.list(new Filter(null, "FailureException", null, null, null), before, 10)))
                .isEmpty();
        assertThat(await(letters.list(new Filter(null, null, Instant.now(), null, null), before, 10)))
                .isEmpty();
        assertThat(await(letters.list(new Filter(null, null, null, letter.lastFailedAt(), null), before, 10)))
                .isEmpty();
        assertThat(await(letters.list(new Filter(null, null, null, null, "replayed"), before, 10)))
                .isEmpty();
        assertThat(await(letters.replay(Long.MAX_VALUE, "ann"))).isEmpty();
    }

    /** Makes the first number a dead letter behind which the others wait. */
    private DeadLetter heldLetter(int first, int... others) {
        Counting.FAILING.add(first);
        publish(first);
        publish(others);
        Awaitility.await().untilAsserted(() -> assertThat(waiting("true")).isEqualTo(1 + others.length));
        Awaitility.await().untilAsserted(() -> assertThat(waiting("held")).isEqualTo(1));
        return mine("open").stream()
                .filter(letter -> letter.failure().errorClass().equals(IllegalStateException.class.getName()))
                .findFirst()
                .orElseThrow();
    }

    private DeadLetter awaitLetter() {
        Awaitility.await().until(() -> !mine("open").isEmpty());
        return mine("open").get(0);
    }

    private List<DeadLetter> mine(String state) {
        return await(letters.list(new Filter(null, null, null, null, state), 0, 1000)).stream()
                .filter(letter -> name.equals(letter.key()))
                .toList();
    }

    private List<Object> counted(int count) {
        try (Broker broker = new Broker(bootstrapServers)) {
            return broker.counted(name, count);
        }
    }

    private List<String> audit(DeadLetter letter) {
        List<String> rows = new ArrayList<>();
        pool.preparedQuery("select * from baton_dead_letter_audit where dead_letter = $1 order by id")
                .executeAndAwait(Tuple.of(letter.id()))
                .forEach(row -> rows.add(row.getString("operation") + " by " + row.getString("performed_by") + ": "
                        + row.getString("detail")));
        return rows;
    }

    private void awaitNothingWaiting() {
        Awaitility.await().untilAsserted(() -> assertThat(waiting("true")).isZero());
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(SOON);
    }
}
