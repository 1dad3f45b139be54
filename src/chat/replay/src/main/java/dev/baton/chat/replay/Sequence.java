package dev.baton.chat.replay;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A sequence of messages that are posted strictly one after another, so that the order of the log becomes the order of
 * {@code seq}. Each message is sent only after the platform has accepted the one before. A message without an answer is
 * sent again with the same messageId.
 */
final class Sequence {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final Poster poster;
    private final Ticker ticker;
    private final Duration patience;

    Sequence(Poster poster, Ticker ticker, Duration patience) {
        this.poster = poster;
        this.ticker = ticker;
        this.patience = patience;
    }

    void run(List<Post> posts, List<Duration> due, IntConsumer accepted) throws InterruptedException {
        Duration start = ticker.now();
        for (int i = 0; i < posts.size(); i++) {
            ticker.sleep(start.plus(due.get(i)).minus(ticker.now()));
            untilAccepted(posts.get(i));
            accepted.accept(i + 1);
        }
    }

    private void untilAccepted(Post post) throws InterruptedException {
        Duration deadline = ticker.now().plus(patience);
        while (true) {
            Answer answer = poster.post(post, deadline.minus(ticker.now()));
            if (answer instanceof Answer.Accepted) {
                return;
            } else if (answer instanceof Answer.Refused refused) {
                throw new ReplayFailedException(name(post) + " was rejected: " + refused.why());
            } else if (answer instanceof Answer.Later later) {
                waitFor(post, later.delay(), later.why(), deadline);
            } else if (answer instanceof Answer.Lost lost) {
                waitFor(post, BETWEEN_ATTEMPTS, lost.why(), deadline);
            }
        }
    }

    private void waitFor(Post post, Duration wait, String why, Duration deadline) throws InterruptedException {
        if (ticker.now().plus(wait).compareTo(deadline) >= 0) {
            throw new ReplayFailedException(name(post) + " was not accepted within " + patience.toSeconds()
                    + " s (--timeout). Last answer: " + why);
        }
        ticker.sleep(wait);
    }

    private static String name(Post post) {
        return "Message " + post.number() + " of <" + post.speaker() + ">";
    }
}
