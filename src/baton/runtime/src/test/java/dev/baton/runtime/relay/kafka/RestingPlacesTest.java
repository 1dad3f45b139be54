package dev.baton.runtime.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.Resting.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class RestingPlacesTest {

    private static final Duration FIRST = Duration.ofMillis(501);
    private static final Duration SECOND = Duration.ofMillis(1001);

    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration USUAL = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final HookedClock clock = new HookedClock();
    private final List<CompletableFuture<Duration>> asked = new ArrayList<>();
    private final List<OutboxRow> tried = new ArrayList<>();
    private final RestingPlaces places = new RestingPlaces(this::ask, clock);

    @Test
    void aTopicRestsUntilItIsFound() {
        places.failed("a", null, "told to");
        assertThat(places.now().topics()).containsExactly("a");
        assertThat(asked).isEmpty();

        clock.now = clock.now.plus(FIRST);
        assertThat(places.now().topics()).containsExactly("a");
        assertThat(places.now().topics()).containsExactly("a");
        assertThat(asked).hasSize(1);
        asked.get(0).complete(QUICK);

        assertThat(places.now().topics()).isEmpty();
    }

    @Test
    void aTopicThatIsNotFoundIsAskedForAgainLater() {
        places.failed("a", null, "told to");
        clock.now = clock.now.plus(FIRST);
        places.now();
        asked.get(0).completeExceptionally(new UnknownTopicOrPartitionException());
        assertThat(places.now().topics()).containsExactly("a");

        clock.now = clock.now.plus(SECOND);

        assertThat(places.now().topics()).containsExactly("a");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTopicThatIsFoundButTakesNothingRestsLonger() {
        places.failed("a", null, "told to");
        clock.now = clock.now.plus(FIRST);
        places.now();
        asked.get(0).complete(QUICK);

        places.failed("a", null, "told to");
        clock.now = clock.now.plusMillis(499);
        places.now();
        assertThat(asked).hasSize(1);

        clock.now = clock.now.plus(SECOND);
        places.now();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTopicThatIsPublishedToRestsNoMore() {
        places.failed("a", null, "told to");
        places.failed("b", null, "told to");

        places.published(event("a", "key"), 0, QUICK);

        assertThat(places.now().topics()).containsExactly("b");
    }

    @Test
    void onlyTheKeysOfAStuckPartitionRestAndOthersOfItFollowOnceTheyAreSeen() {
        OutboxRow stuck = event("a", "key 1");
        Place place = places.stuck(stuck, 8, "told to");
        OutboxRow sibling = IntStream.iterate(2, i -> i + 1)
                .mapToObj(i -> event("a", "key " + i))
                .filter(event -> Place.of(event, 8).equals(place))
                .findFirst()
                .orElseThrow();
        assertThat(places.now().topics()).isEmpty();
        assertThat(places.now().lanes()).containsExactly(new Lane("a", "key 1"));
        assertThat(places.rests(event("b", "key 1"))).isFalse();

        assertThat(places.rests(sibling)).isTrue();

        assertThat(places.now().lanes())
                .containsExactlyInAnyOrder(new Lane("a", "key 1"), new Lane("a", sibling.key()));
        assertThat(places.troubles().get("a")).contains("partition " + place.partition(), "told to");
        clock.now = clock.now.plus(FIRST);
        assertThat(places.seconds("a")).isPositive();
        places.now();
        assertThat(tried).containsExactly(stuck);
        asked.get(0).complete(QUICK);
        assertThat(places.now().lanes()).isEmpty();
        assertThat(places.rests(sibling)).isFalse();
        assertThat(places.troubles()).isEmpty();
    }

    @Test
    void anEventWithoutAKeyAvoidsStuckPartitions() {
        Place place = places.stuck(event("a", "key"), 2, "told to");

        assertThat(places.partitionFor(event("a", null))).hasValue(1 - place.partition());
        assertThat(places.partitionFor(event("b", null))).isEmpty();
    }

    @Test
    void aTrialThatThrowsIsRepeated() {
        RestingPlaces failing = new RestingPlaces(
                (topic, first) -> {
                    asked.add(new CompletableFuture<>());
                    throw new NoClassDefFoundError("told to");
                },
                clock);
        failing.failed("a", null, "told to");

        for (int i = 1; i < 3; i++) {
            clock.now = clock.now.plusSeconds(3);
            failing.now();
            assertThat(asked).hasSize(i);
        }
    }

    @Test
    void aTrialThatWaitedForTheEndOfAnOutageLeavesThePatienceAsItWas() {
        places.stuck(event("a", "key"), 1, "the cluster is away");
        tryAndConfirm(SLOW);

        assertThat(places.patience()).isEqualTo(USUAL);
        assertThat(places.now().lanes()).isEmpty();
    }

    @Test
    void aPlaceThatIsStuckAgainAfterATrialIsWaitedForLongerUntilTheBrokerIsQuick() {
        getStuckTwice();
        assertThat(places.patience()).isEqualTo(SLOW.multipliedBy(2));

        places.published(event("a", "key"), 0, SLOW.plusSeconds(1));
        assertThat(places.patience()).isEqualTo(SLOW.plusSeconds(1).multipliedBy(2));

        places.published(event("a", "key"), 0, QUICK);
        assertThat(places.patience()).isEqualTo(USUAL);
    }

    @Test
    void aSlowPlaceThatAnotherRelayPublishesToIsForgotten() {
        getStuckTwice();

        clock.now = clock.now.plusSeconds(61);
        places.now();

        assertThat(places.patience()).isEqualTo(USUAL);
    }

    @Test
    void aSecondOutageIsNotTakenForASlowBroker() {
        places.stuck(event("a", "key"), 1, "the cluster is away");
        tryAndConfirm(SLOW);
        places.published(event("a", "key"), 0, SLOW); // there were many events
        places.stuck(event("a", "key"), 1, "the cluster is away");
        tryAndConfirm(SLOW);

        assertThat(places.patience()).isEqualTo(USUAL);
    }

    @Test
    void aTrialThatEndsLateLetsNothingRestThatIsPublishedToMeanwhile() {
        places.stuck(event("a", "key"), 1, "told to");
        clock.now = clock.now.plus(FIRST);
        places.now();
        clock.meanwhile = () -> places.published(event("a", "key"), 0, QUICK);

        asked.get(0).completeExceptionally(new UnknownTopicOrPartitionException());

        assertThat(places.troubles()).isEmpty();
        assertThat(places.rests(event("a", "key"))).isFalse();
    }

    private void getStuckTwice() {
        places.stuck(event("a", "key"), 1, "not confirmed in time");
        tryAndConfirm(SLOW);
        places.stuck(event("a", "key"), 1, "not confirmed in time");
        tryAndConfirm(SLOW);
    }

    private void tryAndConfirm(Duration took) {
        clock.now = clock.now.plusSeconds(3);
        places.now();
        asked.get(asked.size() - 1).complete(took);
    }

    private static OutboxRow event(String topic, String key) {
        return new OutboxRow(topic, key, Map.of("id", "1"), new byte[0], null);
    }

    private CompletionStage<Duration> ask(String topic, OutboxRow first) {
        tried.add(first);
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    /** A clock at which something else happens when it is looked at for the next time. */
    private static final class HookedClock extends SettableClock {

        private Runnable meanwhile = () -> {};

        @Override
        public Instant instant() {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return super.instant();
        }
    }
}
