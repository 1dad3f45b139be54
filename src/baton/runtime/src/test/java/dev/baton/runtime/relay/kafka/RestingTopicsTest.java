package dev.baton.runtime.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class RestingTopicsTest {

    private static final Duration FIRST = Duration.ofMillis(501);
    private static final Duration SECOND = Duration.ofMillis(1001);

    private final SettableClock clock = new SettableClock();
    private final List<CompletableFuture<Void>> asked = new ArrayList<>();
    private final RestingTopics topics = new RestingTopics(this::ask, clock);

    @Test
    void aTopicRestsUntilItIsFound() {
        topics.failed("a");
        assertThat(topics.now()).containsExactly("a");
        assertThat(asked).isEmpty();

        clock.now = clock.now.plus(FIRST);
        assertThat(topics.now()).containsExactly("a");
        assertThat(topics.now()).containsExactly("a");
        assertThat(asked).hasSize(1);
        asked.get(0).complete(null);

        assertThat(topics.now()).isEmpty();
    }

    @Test
    void aTopicThatIsNotFoundIsAskedForAgainLater() {
        topics.failed("a");
        clock.now = clock.now.plus(FIRST);
        topics.now();
        asked.get(0).completeExceptionally(new UnknownTopicOrPartitionException());
        assertThat(topics.now()).containsExactly("a");

        clock.now = clock.now.plus(SECOND);

        assertThat(topics.now()).containsExactly("a");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTopicThatIsFoundButTakesNothingRestsLonger() {
        topics.failed("a");
        clock.now = clock.now.plus(FIRST);
        topics.now();
        asked.get(0).complete(null);

        topics.failed("a");
        clock.now = clock.now.plusMillis(499);
        topics.now();
        assertThat(asked).hasSize(1);

        clock.now = clock.now.plus(SECOND);
        topics.now();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTopicThatIsPublishedToRestsNoMore() {
        topics.failed("a");
        topics.failed("b");

        topics.published("a");

        assertThat(topics.now()).containsExactly("b");
    }

    private CompletionStage<Void> ask(String topic) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }
}
