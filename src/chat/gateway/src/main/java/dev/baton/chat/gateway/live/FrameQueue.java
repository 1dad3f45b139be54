package dev.baton.chat.gateway.live;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The frames that wait to be written to one socket, in order, bounded in number and bytes. Only a few writes are in
 * progress at a time, so that the frames that a slow client doesn't read wait here, where they are counted. Runs on the
 * socket's event loop.
 */
final class FrameQueue {

    private static final long MOST_BYTES_UNDER_WAY = 256 * 1024;

    private final Socket socket;
    private final Executor loop;
    private final LongSupplier nanoTime;
    private final LongSupplier mostBytes;
    private final int mostFrames;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private Runnable onRoom = () -> {};
    private long waitingBytes;
    private long bytesUnderWay;
    private int writesUnderWay;
    private long lastProgress;
    private boolean writing;

    /** @param mostBytes how many bytes may wait now */
    FrameQueue(Socket socket, Executor loop, LongSupplier nanoTime, LongSupplier mostBytes, int mostFrames) {
        this.socket = socket;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.mostBytes = mostBytes;
        this.mostFrames = mostFrames;
    }

    /** Sets the action to run whenever a write is done and there is {@link #hasRoom room}. */
    void onRoom(Runnable action) {
        this.onRoom = action;
    }

    /** Queues a frame. Returns false, without queuing it, if too much is waiting already. */
    boolean offer(Frame frame) {
        if (waiting.size() >= mostFrames || waitingBytes + frame.bytes() > mostBytes.getAsLong()) {
            return false;
        }
        waiting.add(frame);
        waitingBytes += frame.bytes();
        write();
        return true;
    }

    /** Returns whether the queue is short enough for a reader of the history to add to it. */
    boolean hasRoom() {
        return waiting.size() < mostFrames / 2 && waitingBytes < mostBytes.getAsLong() / 2;
    }

    /** Returns whether everything has been written. */
    boolean isIdle() {
        return waiting.isEmpty() && writesUnderWay == 0;
    }

    /** Returns how long the writes in progress have been stalled; zero if there are none. */
    Duration stalled() {
        return writesUnderWay == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - lastProgress);
    }

    void clear() {
        waiting.clear();
        waitingBytes = 0;
    }

    private void write() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            while (!waiting.isEmpty() && bytesUnderWay < MOST_BYTES_UNDER_WAY) {
                write(waiting.poll());
            }
        } finally {
            writing = false;
        }
    }

    private void write(Frame frame) {
        if (writesUnderWay == 0) {
            lastProgress = nanoTime.getAsLong();
        }
        waitingBytes -= frame.bytes();
        bytesUnderWay += frame.bytes();
        writesUnderWay++;
        // A write fails only when the socket is closed, and the close handler takes care of that.
        Uni.createFrom()
                .deferred(() -> socket.write(frame.json()))
                .subscribe()
                .with(done -> loop.execute(() -> written(frame)), failure -> loop.execute(() -> written(frame)));
    }

    private void written(Frame frame) {
        bytesUnderWay -= frame.bytes();
        writesUnderWay--;
        lastProgress = nanoTime.getAsLong();
        write();
        if (hasRoom()) {
            onRoom.run();
        }
    }
}
