package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameQueueTest {

    private static final int FRAME = 64 * 1024;

    private final ManualSocket socket = new ManualSocket();
    private final AtomicLong now = new AtomicLong();
    private final FrameQueue queue = new FrameQueue(socket, Runnable::run, now::get, () -> 10L * FRAME, 20);

    @Test
    void framesGoOutInOrderAFewAtATime() {
        IntStream.range(0, 10).forEach(i -> queue.offer(frame(i)));
        assertThat(socket.written).hasSize(4);

        socket.takeAll();

        assertThat(socket.written).hasSize(10).isSorted();
    }

    @Test
    void bytesThatWaitAreBounded() {
        int taken =
                (int) IntStream.range(0, 100).filter(i -> queue.offer(frame(i))).count();

        assertThat(taken).isEqualTo(4 + 10);
        assertThat(queue.hasRoom()).isFalse();
    }

    @Test
    void framesThatWaitAreBounded() {
        IntStream.range(0, 4).forEach(i -> queue.offer(frame(i)));

        int taken = (int) IntStream.range(0, 100)
                .filter(i -> queue.offer(Frame.of("small")))
                .count();

        assertThat(taken).isEqualTo(20);
    }

    @Test
    void roomIsToldOfAfterAWrite() {
        AtomicInteger told = new AtomicInteger();
        queue.onRoom(told::incrementAndGet);
        IntStream.range(0, 14).forEach(i -> queue.offer(frame(i)));

        socket.take(5);
        assertThat(told).hasValue(0);
        socket.take(1);

        assertThat(told).hasValue(1);
        assertThat(queue.hasRoom()).isTrue();
    }

    @Test
    void aStallIsTimeWithoutProgress() {
        now.set(1_000_000_000L);
        assertThat(queue.stalled()).isZero();

        IntStream.range(0, 2).forEach(i -> queue.offer(frame(i)));
        now.addAndGet(Duration.ofSeconds(7).toNanos());
        assertThat(queue.stalled()).isEqualTo(Duration.ofSeconds(7));

        socket.take(1);
        assertThat(queue.stalled()).isZero();
    }

    @Test
    void aWriteThatThrowsStopsNoLaterFrame() {
        socket.error = new StackOverflowError("told to");
        queue.offer(frame(0));
        socket.error = null;

        queue.offer(frame(1));

        assertThat(socket.written).containsExactly("frame-001");
        assertThat(queue.stalled()).isZero();
    }

    private static Frame frame(int number) {
        return new Frame("frame-%03d".formatted(number), FRAME);
    }

    /** A client that reads only on request. */
    static final class ManualSocket implements Socket {

        final List<String> written = new ArrayList<>();
        final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
        int closedWith;
        Error error;

        @Override
        public Uni<Void> write(String frame) {
            if (error != null) {
                throw error;
            }
            written.add(frame);
            CompletableFuture<Void> write = new CompletableFuture<>();
            underWay.add(write);
            return Uni.createFrom().completionStage(write);
        }

        @Override
        public void close(int code, String reason) {
            closedWith = code;
        }

        @Override
        public void cut() {
            closedWith = -1;
        }

        void take(int frames) {
            IntStream.range(0, frames).forEach(any -> underWay.poll().complete(null));
        }

        void takeAll() {
            while (!underWay.isEmpty()) {
                take(1);
            }
        }
    }
}
