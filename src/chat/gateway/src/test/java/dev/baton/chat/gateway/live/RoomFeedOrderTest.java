package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.gateway.messages.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever order live events, redactions and pages arrive in, and whatever is lost or repeated, messages are sent once
 * and in order.
 */
class RoomFeedOrderTest {

    private static final int MESSAGES = 300;

    private final List<Long> messages = new ArrayList<>();
    private final Set<Long> shownRedacted = new HashSet<>();
    private final Set<Long> redactedInHistory = new HashSet<>();
    private final List<Runnable> events = new ArrayList<>();
    private final Deque<List<Message>> pages = new ArrayDeque<>();
    private boolean asked;
    private long last;
    private RoomFeed feed;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onceAndInOrder(long seed) {
        Random random = new Random(seed);
        long after = random.nextInt(20);
        last = after;
        feed = new RoomFeed("lobby", this::receive, asking -> asked = true, this::frame);
        feed.resume(after);

        while (last < after + MESSAGES) {
            step(random);
        }
        settle(random);

        assertThat(messages)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(after + 1, last).boxed().toList());
        assertThat(shownRedacted).containsExactlyInAnyOrderElementsOf(redactedInHistory);
    }

    private void step(Random random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> log(random);
            case 2 -> redact(random);
            case 3 -> deliver(random);
            case 4 -> query();
            default -> answer();
        }
    }

    private void log(Random random) {
        long seq = ++last;
        Runnable event = () -> feed.logged(seq, Frame.of("m" + seq));
        int copies = random.nextInt(3);
        for (int i = 0; i < copies; i++) {
            events.add(event);
        }
    }

    private void redact(Random random) {
        long seq = last - random.nextInt(5);
        if (seq > feed.after() - 10 && seq > last - MESSAGES && seq > 20 && redactedInHistory.add(seq)) {
            events.add(() -> feed.redacted(seq, Frame.of("r" + seq)));
        }
    }

    private void deliver(Random random) {
        if (!events.isEmpty()) {
            events.remove(random.nextInt(Math.min(10, events.size()))).run();
        }
    }

    /** Reads the history as of now. The result arrives later. */
    private void query() {
        if (asked) {
            asked = false;
            pages.add(LongStream.rangeClosed(feed.after() + 1, Math.min(last, feed.after() + RoomFeed.PAGE))
                    .mapToObj(seq -> RoomFeedTest.message(seq, redactedInHistory.contains(seq)))
                    .toList());
        }
    }

    private void answer() {
        List<Message> page = pages.poll();
        if (page != null) {
            page.forEach(feed::message);
            feed.endOfPage(page.size(), page.size() == RoomFeed.PAGE);
        }
    }

    private void settle(Random random) {
        while (!events.isEmpty() || asked || !pages.isEmpty()) {
            deliver(random);
            query();
            answer();
        }
        feed.exists(last);
        query();
        answer();
    }

    private Frame frame(Message message) {
        return Frame.of((message.redacted() ? "g" : "m") + message.seq());
    }

    private void receive(Frame frame) {
        long seq = Long.parseLong(frame.json().substring(1));
        char kind = frame.json().charAt(0);
        if (kind == 'r') {
            assertThat(seq).as("redacted before its message").isLessThanOrEqualTo(feed.after());
        } else {
            messages.add(seq);
        }
        if (kind != 'm') {
            shownRedacted.add(seq);
        }
    }
}
