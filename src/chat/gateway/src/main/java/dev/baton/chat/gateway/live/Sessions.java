package dev.baton.chat.gateway.live;

import dev.baton.chat.events.Channel;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.MessageRedacted;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.RoomActivity;
import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.messages.Message;
import dev.baton.chat.gateway.presence.Presence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The open sockets of this gateway, and the choice of those that an event concerns. Thread-safe. */
@ApplicationScoped
class Sessions {

    private static final long LOOK_AGAIN_NANOS = 10_000_000;
    private static final long MOST_NANOS_BETWEEN = 10_000_000;
    private static final long SHARE_OF_HEAP = 8;
    private static final long LEAST_QUEUE = 128 * 1024;

    private final Set<Session> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Session>> byRoom = new ConcurrentHashMap<>();
    private final Map<String, Set<Session>> byUser = new ConcurrentHashMap<>();

    @Inject
    GatewayConfig config;

    @Inject
    ServerFrames frames;

    @Inject
    Presence presence;

    @Inject
    void meter(MeterRegistry meters) {
        Gauge.builder("chat.sockets", all, Set::size)
                .description("Open WebSockets of this gateway")
                .register(meters);
    }

    /**
     * Returns how many bytes may wait to be written to one socket now: {@code chat.socket.queue-bytes}, but all sockets
     * together have no more than an eighth of the heap. Each has 128 KiB, however many there are.
     */
    long queueBytes() {
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Math.max(1, all.size());
        return Math.min(config.socket().queueBytes(), Math.max(LEAST_QUEUE, share));
    }

    void opened(Session session) {
        all.add(session);
        add(byUser, session.user(), session);
        presence.opened(session.user());
    }

    void following(Session session, String room) {
        add(byRoom, room, session);
    }

    /** Removes a session. Called once, on the session's event loop, when its socket is closed. */
    void closed(Session session) {
        session.closed();
        if (all.remove(session)) {
            session.rooms().forEach(room -> remove(byRoom, room, session));
            remove(byUser, session.user(), session);
            presence.closed(session.user());
        }
    }

    /** Passes an event to the sockets that it concerns. Events of other kinds than these are ignored. */
    void tell(Record event) {
        if (event instanceof MessageLogged logged) {
            tell(logged);
        } else if (event instanceof MessageRedacted redacted) {
            tell(redacted);
        } else if (event instanceof RoomActivity activity) {
            tell(activity);
        } else if (event instanceof NotificationRequested notification) {
            tell(notification);
        }
    }

    private void tell(MessageLogged event) {
        in(event.room(), sessions -> {
            Frame frame = frames.message(Message.of(event));
            each(sessions, session -> session.logged(event.room(), event.seq(), frame));
        });
    }

    private void tell(MessageRedacted event) {
        in(event.room(), sessions -> {
            Frame frame = frames.redacted(event.room(), event.seq(), event.messageId());
            each(sessions, session -> session.redacted(event.room(), event.seq(), frame));
        });
    }

    private void tell(RoomActivity event) {
        in(event.room(), sessions -> {
            Frame frame = frames.activity(event);
            each(sessions, session -> session.send(frame));
        });
    }

    private void tell(NotificationRequested event) {
        Set<Session> sessions = byUser.get(event.member());
        if (sessions != null && Channel.LIVE.equals(event.channel())) {
            Frame frame = frames.notification(event);
            each(sessions, session -> session.send(frame));
        }
    }

    /** Notifies the sockets in a room that the history has a message with this seq. */
    void exists(String room, long seq) {
        in(room, sessions -> each(sessions, session -> session.exists(room, seq)));
    }

    /** Returns the rooms that at least one socket follows. */
    Collection<String> rooms() {
        return List.copyOf(byRoom.keySet());
    }

    void check(Instant now) {
        each(all, session -> session.check(now));
    }

    /**
     * Closes all sockets with 1001, one after another within {@code spread}, and each once its client has the answers
     * to everything that it sent. Blocks until none is left, or the time is over.
     */
    void leave(Duration spread, Duration within) {
        Deque<Session> staying = new ArrayDeque<>(all);
        Set<Session> leaving = new HashSet<>();
        long pause = Math.min(MOST_NANOS_BETWEEN, spread.toNanos() / Math.max(1, staying.size()));
        long begin = System.nanoTime();
        long next = begin;
        while (!all.isEmpty() && System.nanoTime() - begin < within.toNanos()) {
            for (; !staying.isEmpty() && next <= System.nanoTime(); next += pause) {
                leaving.add(staying.poll());
            }
            leaving.retainAll(all);
            each(leaving, session -> session.leave(Socket.GOING_AWAY, Rounds.STOPS));
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /**
     * Closes all sockets, and cuts those that the clients have not closed within the given time. Blocks until it is
     * done.
     */
    void closeAll(int code, String reason, Duration within) {
        each(all, session -> session.close(code, reason));
        if (!awaitNone(within)) {
            all.forEach(Session::cut);
            awaitNone(within);
        }
    }

    private boolean awaitNone(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!all.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return all.isEmpty();
    }

    private void in(String room, Consumer<Set<Session>> action) {
        Set<Session> sessions = byRoom.get(room);
        if (sessions != null) {
            action.accept(sessions);
        }
    }

    private static void each(Set<Session> sessions, Consumer<Session> action) {
        sessions.forEach(session -> session.run(action));
    }

    private static void add(Map<String, Set<Session>> index, String key, Session session) {
        index.compute(key, (any, sessions) -> {
            Set<Session> more = sessions == null ? ConcurrentHashMap.newKeySet() : sessions;
            more.add(session);
            return more;
        });
    }

    private static void remove(Map<String, Set<Session>> index, String key, Session session) {
        index.computeIfPresent(key, (any, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }
}
