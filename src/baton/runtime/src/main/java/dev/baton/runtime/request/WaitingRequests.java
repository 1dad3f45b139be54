package dev.baton.runtime.request;

import dev.baton.BatonException;
import dev.baton.runtime.config.BatonConfig;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of this process that wait for a reply. Their number is bounded. */
@Singleton
public class WaitingRequests {

    /** The type and correlation id of the reply that a request waits for. */
    record Key(String replyType, @Nullable String correlationId) {}

    /**
     * A request that waits for a reply, as it is shown.
     *
     * @param eventId the id of the event that asks
     */
    public record Open(String eventId, String source, String correlationId, String replyType) {}

    /**
     * A request; two requests are never equal. The event that asks is not a reply to itself, even if it has the
     * requested type.
     */
    record Waiting(Question question, CompletableFuture<CloudEvent> reply) {

        List<Key> keys() {
            return question.replyTypes().stream()
                    .map(type -> new Key(type, question.correlationId()))
                    .toList();
        }

        boolean isAskedBy(CloudEvent event) {
            return question.id().equals(event.getId())
                    && question.source().equals(event.getSource().toString());
        }
    }

    private final Map<Key, Set<Waiting>> waiting = new HashMap<>();
    private final int most;
    private int size;

    WaitingRequests(BatonConfig config) {
        this.most = config.request().maxWaiting();
    }

    synchronized Waiting add(Question question) {
        if (size >= most) {
            throw new BatonException("no more requests can wait for a reply at the moment: as many are"
                    + " waiting as allowed (baton.request.max-waiting=" + most + "); try again later");
        }
        Waiting request = new Waiting(question, new CompletableFuture<>());
        request.keys().forEach(key -> waiting.computeIfAbsent(key, any -> new LinkedHashSet<>())
                .add(request));
        size++;
        return request;
    }

    /** Removes a request. Does nothing when the request was answered. */
    synchronized void remove(Waiting request) {
        boolean removed = false;
        for (Key key : request.keys()) {
            removed |= remove(key, request);
        }
        if (removed) {
            size--;
        }
    }

    private boolean remove(Key key, Waiting request) {
        Set<Waiting> same = waiting.get(key);
        if (same == null || !same.remove(request)) {
            return false;
        }
        if (same.isEmpty()) {
            waiting.remove(key);
        }
        return true;
    }

    /**
     * Answers the requests to which an event of this type and correlation id is a reply. The event is read only when
     * there is such a request.
     */
    public void offer(String type, @Nullable String correlationId, Supplier<CloudEvent> event) {
        List<Waiting> same = of(new Key(type, correlationId));
        if (same.isEmpty()) {
            return;
        }
        CloudEvent reply = event.get();
        for (Waiting request : same) {
            if (!request.isAskedBy(reply)) {
                remove(request);
                request.reply().complete(reply);
            }
        }
    }

    private synchronized List<Waiting> of(Key key) {
        return List.copyOf(waiting.getOrDefault(key, Set.of()));
    }

    /** Returns some of the requests that wait now, at most this many. */
    public synchronized List<Open> some(int most) {
        return waiting.values().stream()
                .flatMap(Set::stream)
                .map(Waiting::question)
                .distinct()
                .limit(most)
                .map(asked -> new Open(asked.id(), asked.source(), asked.correlationId(), asked.replyType()))
                .toList();
    }

    /** Returns the number of requests that wait now. */
    public synchronized int size() {
        return size;
    }
}
