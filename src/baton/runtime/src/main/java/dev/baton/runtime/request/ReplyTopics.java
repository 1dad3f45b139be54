package dev.baton.runtime.request;

import io.smallrye.mutiny.Uni;

/** The source of replies. It passes every event of the requested types to {@link WaitingRequests}. */
public interface ReplyTopics {

    /**
     * Begins to read the events of a type, unless they are already read. The returned {@code Uni} completes when every
     * event that is published from then on will be seen, as long as a request waits. While the broker is unavailable,
     * the {@code Uni} waits and does not fail.
     */
    Uni<Void> follow(String type);
}
