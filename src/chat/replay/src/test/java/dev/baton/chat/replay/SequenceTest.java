package dev.baton.chat.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.chat.replay.Answer.Accepted;
import dev.baton.chat.replay.Answer.Later;
import dev.baton.chat.replay.Answer.Lost;
import dev.baton.chat.replay.Answer.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private static final Post FIRST = new Post(1, "id-1", "ada", "one");
    private static final Post SECOND = new Post(2, "id-2", "bob", "two");

    private final ManualTicker ticker = new ManualTicker();
    private final List<String> sent = new ArrayList<>();

    @Test
    void sendsTheNextOnlyAfterTheOneBeforeWasAccepted() throws Exception {
        run(new Lost("connection lost"), new Lost("connection lost"), new Accepted(), new Accepted());

        assertThat(sent).containsExactly("id-1", "id-1", "id-1", "id-2");
    }

    @Test
    void waitsAsLongAsItIsTold() throws Exception {
        run(new Later(Duration.ofSeconds(3), "429"), new Accepted(), new Accepted());

        assertThat(ticker.now).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void waitsUntilAMessageIsDue() throws Exception {
        sequence(new Accepted(), new Accepted())
                .run(List.of(FIRST, SECOND), List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)), count -> {});

        assertThat(ticker.now).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void givesUpOnRefusal() {
        assertThatThrownBy(() -> run(new Accepted(), new Refused("not-a-member: bob")))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessage("Message 2 of <bob> was rejected: not-a-member: bob");
    }

    @Test
    void givesUpWhenPatienceIsOver() {
        assertThatThrownBy(() -> run(new Later(Duration.ofSeconds(6), "503"), new Later(Duration.ofSeconds(6), "429")))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessage("Message 1 of <ada> was not accepted within 10 s (--timeout). Last answer: 429");
    }

    private void run(Answer... answers) throws InterruptedException {
        sequence(answers).run(List.of(FIRST, SECOND), List.of(Duration.ZERO, Duration.ZERO), count -> {});
    }

    private Sequence sequence(Answer... answers) {
        Deque<Answer> next = new ArrayDeque<>(Arrays.asList(answers));
        Poster poster = (post, patience) -> {
            sent.add(post.messageId());
            return next.remove();
        };
        return new Sequence(poster, ticker, Duration.ofSeconds(10));
    }

    private static final class ManualTicker implements Ticker {
        private Duration now = Duration.ZERO;

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now = duration.isNegative() ? now : now.plus(duration);
        }
    }
}
