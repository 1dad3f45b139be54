package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.messages.History;
import dev.baton.chat.gateway.problems.Failures;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One open socket: its user, its rooms, and the frames that wait to be written to it. Runs on its event loop. */
final class Session {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final int MOST_REDACTIONS = 1_000;

    /** The parts that all sessions share. */
    record Parts(GatewayConfig.Socket limits, LongSupplier queueBytes, History history, ServerFrames frames) {}

    private final Caller caller;
    private final Socket socket;
    private final Executor loop;
    private final Parts parts;
    private final FrameQueue queue;
    private final CatchUp catchUp;
    private final Map<String, RoomFeed> feeds = new HashMap<>();
    private BooleanSupplier answering = () -> false;
    private boolean closed;
    private long aliveAt = System.nanoTime();

    Session(Caller caller, Socket socket, Executor loop, Executor later, Parts parts) {
        this.caller = caller;
        this.socket = socket;
        this.loop = loop;
        this.parts = parts;
        GatewayConfig.Socket limits = parts.limits();
        this.queue = new FrameQueue(socket, loop, System::nanoTime, parts.queueBytes(), limits.queueFrames());
        this.catchUp = new CatchUp(parts.history()::page, queue, loop, later);
    }

    String user() {
        return caller.user();
    }

    Parts parts() {
        return parts;
    }

    /** Runs an action with this session on its event loop, unless the session is closed by then. */
    void run(Consumer<Session> action) {
        loop.execute(() -> {
            if (!closed) {
                action.accept(this);
            }
        });
    }

    void send(Frame frame) {
        if (!closed && !queue.offer(frame)) {
            close(Socket.TRY_AGAIN_LATER, "slow consumer: too much data is waiting to be read");
        }
    }

    void sendError(Problem problem, @Nullable String messageId) {
        send(parts.frames().error(problem.code(), String.valueOf(problem.getMessage()), messageId));
    }

    void sendFailure(Throwable failure, @Nullable String messageId) {
        Problem problem = Failures.problem(failure);
        if (problem == null) {
            LOG.error("Frame of a client not handled", failure);
            problem = Problem.internal();
        }
        sendError(problem, messageId);
    }

    /** Follows a room that the user is a member of. Completes when its messages begin to flow. */
    Uni<Void> follow(String room, OptionalLong after, Runnable onFollowing) {
        if (closed) {
            return Uni.createFrom().voidItem();
        }
        if (!feeds.containsKey(room) && feeds.size() >= parts.limits().rooms()) {
            throw Problem.invalid(
                    "one socket may join no more rooms than " + parts.limits().rooms());
        }
        RoomFeed feed = new RoomFeed(room, this::send, catchUp::request, parts.frames()::message);
        RoomFeed before = feeds.put(room, feed);
        if (before != null) {
            before.leave();
        }
        onFollowing.run();
        return (after.isPresent() ? resume(feed, after.getAsLong()) : startNow(feed))
                .onFailure()
                .invoke(failure -> loop.execute(() -> giveUp(feed)));
    }

    private Uni<Void> resume(RoomFeed feed, long after) {
        return parts.history()
                .redacted(feed.room(), after, MOST_REDACTIONS)
                .emitOn(loop)
                .invoke(redacted -> ifOpen(() -> {
                    redacted.forEach(one -> send(parts.frames().redacted(feed.room(), one.seq(), one.messageId())));
                    feed.resume(after);
                }))
                .replaceWithVoid();
    }

    private Uni<Void> startNow(RoomFeed feed) {
        return parts.history()
                .last(List.of(feed.room()))
                .emitOn(loop)
                .invoke(last -> ifOpen(() -> feed.startAfter(known(last, feed.room()))))
                .replaceWithVoid();
    }

    private static long known(Map<String, Long> last, String room) {
        Long seq = last.get(room);
        if (seq == null) {
            throw new IllegalStateException("room " + room + " does not exist");
        }
        return seq;
    }

    private void giveUp(RoomFeed feed) {
        feed.leave();
        feeds.remove(feed.room(), feed);
    }

    private void ifOpen(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    void logged(String room, long seq, Frame frame) {
        withFeed(room, feed -> feed.logged(seq, frame));
    }

    void exists(String room, long seq) {
        withFeed(room, feed -> feed.exists(seq));
    }

    void redacted(String room, long seq, Frame frame) {
        withFeed(room, feed -> feed.redacted(seq, frame));
    }

    private void withFeed(String room, Consumer<RoomFeed> action) {
        RoomFeed feed = feeds.get(room);
        if (feed != null) {
            action.accept(feed);
        }
    }

    Collection<String> rooms() {
        return feeds.keySet();
    }

    /** Records that the client showed a sign of life. */
    void alive() {
        aliveAt = System.nanoTime();
    }

    /** Closes the socket if its client is gone or doesn't read, or if its token has expired. */
    void check(Instant now) {
        if (queue.stalled().compareTo(parts.limits().writeTimeout()) > 0) {
            close(Socket.TRY_AGAIN_LATER, "slow consumer: nothing was read for too long");
        } else if (System.nanoTime() - aliveAt > parts.limits().idleTimeout().toNanos()) {
            close(Socket.GOING_AWAY, "no sign of life");
        } else if (now.isAfter(caller.until())) {
            close(Socket.POLICY_VIOLATION, "the token has expired");
        }
    }

    /**
     * Closes the socket, unless its client waits for answers. New messages of its rooms are no longer sent: the client
     * gets them where it connects next.
     */
    void leave(int code, String reason) {
        feeds.values().forEach(RoomFeed::leave);
        if (queue.isIdle() && !answering.getAsBoolean()) {
            close(code, reason);
        }
    }

    /** Sets how to find out whether frames of the client wait for their answers. */
    void answering(BooleanSupplier unanswered) {
        answering = unanswered;
    }

    void close(int code, String reason) {
        if (!closed) {
            LOG.debugf("Socket closed: user=%s closeCode=%d cause=%s", user(), code, reason);
            closed();
            socket.close(code, reason);
        }
    }

    /** Ends the connection at once. Safe from any thread. */
    void cut() {
        socket.cut();
    }

    /** Marks the session as closed and releases everything that it holds. */
    void closed() {
        closed = true;
        queue.clear();
        feeds.values().forEach(RoomFeed::leave);
    }
}
