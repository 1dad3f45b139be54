package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.gateway.live.FrameQueueTest.ManualSocket;
import dev.baton.chat.gateway.messages.History;
import dev.baton.chat.gateway.messages.Message;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final long HISTORY = 1_234;

    private final ManualSocket socket = new ManualSocket();
    private final FrameQueue queue = new FrameQueue(socket, Runnable::run, System::nanoTime, () -> 1 << 20, 200);
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final CatchUp catchUp = new CatchUp(this::page, queue, Runnable::run, later::add);
    private int failures;
    private int pageSize = Integer.MAX_VALUE;

    @Test
    void everythingComesInOrderAsFastAsItIsRead() {
        RoomFeed feed = feed("lobby");
        feed.resume(0);

        socket.takeAll();

        assertThat(socket.written)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, HISTORY)
                        .mapToObj(seq -> "lobby-" + seq)
                        .toList());
        assertThat(asked).containsExactly("lobby>0", "lobby>500", "lobby>1000");
    }

    @Test
    void longMessagesComeInSmallerPages() {
        pageSize = 300;
        feed("lobby").resume(0);

        socket.takeAll();

        assertThat(socket.written).hasSize((int) HISTORY).endsWith("lobby-1234");
        assertThat(asked).containsExactly("lobby>0", "lobby>300", "lobby>600", "lobby>900", "lobby>1200");
    }

    @Test
    void whoDoesNotReadIsNotReadFor() {
        feed("lobby").resume(0);

        assertThat(asked).containsExactly("lobby>0");
        assertThat(queue.hasRoom()).isFalse();
        assertThat(queue.offer(Frame.of("a live frame of another room"))).isTrue();
    }

    @Test
    void roomsTakeTurns() {
        feed("lobby").resume(0);
        feed("kitchen").resume(900);
        socket.takeAll();

        assertThat(asked).containsExactly("lobby>0", "kitchen>900", "lobby>500", "lobby>1000");
    }

    @Test
    void aPageThatFailsIsAskedForAgain() {
        failures = 2;
        feed("lobby").resume(1_230);
        assertThat(socket.written).isEmpty();

        later.poll().run();
        later.poll().run();

        assertThat(socket.written).containsExactly("lobby-1231", "lobby-1232", "lobby-1233", "lobby-1234");
    }

    @Test
    void aRoomThatWasLeftIsReadNoFurther() {
        RoomFeed left = feed("lobby");
        left.resume(0);
        left.leave();
        feed("kitchen").resume(HISTORY - 1);
        socket.takeAll();

        assertThat(asked).containsExactly("lobby>0", "kitchen>1233");
        assertThat(socket.written).endsWith("kitchen-1234");
    }

    private RoomFeed feed(String room) {
        return new RoomFeed(
                room,
                frame -> assertThat(queue.offer(frame)).isTrue(),
                catchUp::request,
                message -> new Frame(room + "-" + message.seq(), 3_000));
    }

    private Uni<History.Page> page(String room, long after, int limit) {
        asked.add(room + ">" + after);
        if (failures-- > 0) {
            asked.clear();
            return Uni.createFrom().failure(new IOException("connection lost"));
        }
        List<Message> found = LongStream.rangeClosed(after + 1, Math.min(HISTORY, after + Math.min(limit, pageSize)))
                .mapToObj(seq -> RoomFeedTest.message(seq, false))
                .toList();
        return Uni.createFrom().item(new History.Page(found, found.size() == Math.min(limit, pageSize)));
    }
}
