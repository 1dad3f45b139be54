package dev.baton.chat.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The replay of a log into a room as its real speakers, over the public API only. It compares the messages that the
 * platform returns with the posted ones.
 */
final class Replay {
    private static final int MEMBERS_A_CALL = 200;
    private static final int CONNECTORS = 16;

    /**
     * The log, the room and the mode of a replay; {@code patience} is how long to wait for a platform that does not
     * answer.
     */
    record Plan(IrcLog log, String room, SpeedUp speedUp, boolean rest, Duration patience) {}

    /** The result of a replay. */
    record Outcome(int posted, int accepted, Verdict received, Verdict history, Duration took) {

        boolean isEqual() {
            return posted == accepted && received.isEqual() && history.isEqual();
        }
    }

    private final Plan plan;
    private final Platform platform;
    private final Ticker ticker;
    private final PrintWriter out;
    private final boolean terminal;
    private final List<Post> posts;

    Replay(Plan plan, Platform platform, Ticker ticker, Supplier<String> ids, PrintWriter out, boolean terminal) {
        this.plan = plan;
        this.platform = platform;
        this.ticker = ticker;
        this.out = out;
        this.terminal = terminal;
        this.posts = posts(plan.log(), ids);
    }

    Outcome run() throws InterruptedException {
        platform.check();
        String token = platform.session(Observer.NAME);
        long before = prepareRoom(token);
        ExecutorService connectors = Executors.newFixedThreadPool(CONNECTORS);
        try (Observer observer = new Observer(platform, connectors, plan.room(), before)) {
            Duration start = ticker.now();
            int accepted = post(connectors, observer);
            Duration took = ticker.now().minus(start);
            observer.await(posts.size(), plan.patience());
            List<ChatMessage> history = platform.history(token, plan.room(), before);
            return new Outcome(
                    posts.size(),
                    accepted,
                    Verdict.compare(posts, observer.received(), before),
                    Verdict.compare(posts, history, before),
                    took);
        } finally {
            connectors.shutdownNow();
        }
    }

    /** Creates the room unless it exists, adds the speakers as members, and returns the room's last {@code seq}. */
    private long prepareRoom(String token) throws InterruptedException {
        List<String> speakers = List.copyOf(plan.log().speakers());
        int first = Math.min(MEMBERS_A_CALL, speakers.size());
        boolean created = platform.createRoom(token, plan.room(), speakers.subList(0, first));
        // If the room already existed, the call above added no members.
        for (String speaker : speakers.subList(created ? first : 0, speakers.size())) {
            platform.addMember(token, plan.room(), speaker);
        }
        List<ChatMessage> history = platform.history(token, plan.room(), 0);
        return history.isEmpty() ? 0 : history.get(history.size() - 1).seq();
    }

    private int post(ExecutorService connectors, Observer observer) throws InterruptedException {
        if (plan.rest()) {
            return post(new RestPoster(platform, plan.room()), observer);
        }
        try (WebSocketPoster poster = new WebSocketPoster(
                platform, connectors, plan.room(), plan.log().speakers())) {
            poster.awaitConnections(plan.patience());
            return post(poster, observer);
        } catch (TimeoutException e) {
            throw new ReplayFailedException(
                    e.getMessage() + " (waited " + plan.patience().toSeconds() + " s, --timeout)", e);
        }
    }

    private int post(Poster poster, Observer observer) throws InterruptedException {
        Progress progress = new Progress(out, terminal, ticker, posts.size(), observer::count);
        int[] accepted = {0};
        try {
            new Sequence(poster, ticker, plan.patience())
                    .run(posts, plan.speedUp().due(plan.log().lines()), count -> {
                        accepted[0] = count;
                        progress.accepted(count);
                    });
        } finally {
            progress.end(accepted[0]);
        }
        return accepted[0];
    }

    private static List<Post> posts(IrcLog log, Supplier<String> ids) {
        List<Post> posts = new ArrayList<>();
        for (LogLine line : log.lines()) {
            posts.add(new Post(posts.size() + 1, ids.get(), line.speaker(), line.text()));
        }
        return posts;
    }
}
