package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.bench.Settings.Load;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A conversation over WebSockets. It posts messages at a steady rate and measures the time until other sockets receive
 * them. There are ten rooms, each with one member who posts and one who reads. A message's time begins when it was due
 * to be sent, whether or not the previous message was slow.
 */
final class Conversation {

    private static final int ROOMS = 10;
    private static final Duration STRAGGLERS = Duration.ofSeconds(20);
    private static final String TEXT =
            "It is a truth universally acknowledged, that a message is in want of a reader; say I, number ";

    private final URI server;
    private final Load load;
    private final Members members;
    private final HttpClient http = HttpClient.newHttpClient();
    /** Marks the message ids and rooms of this conversation. */
    private final long number = System.currentTimeMillis();

    private final long[] due;
    private final AtomicLongArray received;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile String problem;

    Conversation(URI server, Load load, Members members) {
        this.server = server;
        this.load = load;
        this.members = members;
        this.due = new long[load.messages()];
        this.received = new AtomicLongArray(load.messages());
    }

    Latency measure(String name) throws Exception {
        List<Socket> posters = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            posters.add(enter(i));
        }
        post(posters);
        awaitStragglers();
        sockets.forEach(Socket::close);
        return Latency.of(name, times());
    }

    private Socket enter(int index) throws Exception {
        String room = room(index);
        members.room(room, "poster-" + index, "reader-" + index);
        Socket reader = open("reader-" + index);
        reader.send(Map.of("type", "join", "room", room));
        return open("poster-" + index);
    }

    private Socket open(String user) throws Exception {
        Socket socket = Socket.open(http, server, members.subprotocols(user), this::frame, this::lost);
        sockets.add(socket);
        return socket;
    }

    private String room(int index) {
        return "bench-" + number + "-" + index;
    }

    private void post(List<Socket> posters) {
        long interval = Duration.ofSeconds(1).toNanos() / load.perSecond();
        long start = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < due.length; i++) {
            due[i] = start + i * interval;
            awaitTime(due[i]);
            posters.get(i % ROOMS)
                    .send(Map.of(
                            "type",
                            "post",
                            "room",
                            room(i % ROOMS),
                            "messageId",
                            new UUID(number, i).toString(),
                            "text",
                            TEXT + i));
        }
    }

    private static void awaitTime(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void frame(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> received(UUID.fromString(frame.path("messageId").asText()));
            case "error" -> problem = frame.toString();
            default -> {}
        }
    }

    private void received(UUID message) {
        int index = (int) message.getLeastSignificantBits();
        if (!received.compareAndSet(index, 0, System.nanoTime())) {
            problem = "message " + index + " came twice";
        }
    }

    private void lost(String why) {
        problem = why;
    }

    private void awaitStragglers() throws InterruptedException {
        long deadline = System.nanoTime() + STRAGGLERS.toNanos();
        while (missing() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        if (missing() > 0 || problem != null) {
            throw new IllegalStateException(
                    "the run does not count: " + missing() + " messages were not received; problem: " + problem);
        }
    }

    private int missing() {
        int missing = 0;
        for (int i = load.uncounted(); i < due.length; i++) {
            missing += received.get(i) == 0 ? 1 : 0;
        }
        return missing;
    }

    private long[] times() {
        long[] times = new long[due.length - load.uncounted()];
        for (int i = 0; i < times.length; i++) {
            int message = load.uncounted() + i;
            times[i] = received.get(message) - due[message];
        }
        return times;
    }
}
