package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.RefusedEvents.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The result of sending a batch: the confirmed events, by their positions, and the rejected ones. */
record Published(List<Long> confirmed, List<Waiting> refused) {

    /** The category is that of the relay, whose words these are. */
    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Sends all events, then waits for the results. Gives up, with its slots, when no result comes for too long. */
    static Published by(EventSink sink, List<Waiting> waiting) {
        List<CompletionStage<Void>> sent =
                sink.send(waiting.stream().map(Waiting::event).toList());
        Results results = new Results(sent);
        if (!results.await(sink.patience())) {
            sink.givenUp(
                    results.missing().stream().map(i -> waiting.get(i).event()).toList());
        }
        Published published = new Published(new ArrayList<>(waiting.size()), new ArrayList<>());
        Set<String> failedTopics = new HashSet<>();
        for (int i : results.present()) {
            published.add(waiting.get(i), sent.get(i), failedTopics);
        }
        return published;
    }

    private void add(Waiting event, CompletionStage<Void> result, Set<String> failedTopics) {
        try {
            result.toCompletableFuture().join();
            confirmed.add(event.position());
        } catch (CompletionException e) {
            if (e.getCause() instanceof EventSink.Refused) {
                refused.add(event);
            } else if (!(e.getCause() instanceof EventSink.NotSent)) {
                reportOnce(failedTopics, event.event(), e.getCause());
            }
        }
    }

    private static void reportOnce(Set<String> failedTopics, OutboxRow event, @Nullable Throwable cause) {
        if (failedTopics.add(event.topic())) {
            LOG.errorf(
                    "Event not published; it stays in the outbox: topic=%s eventId=%s cause=%s",
                    event.topic(), event.id(), cause);
        }
    }

    boolean stuck(List<Waiting> batch) {
        return confirmed.size() + refused.size() < batch.size();
    }
}
