package dev.baton.runtime.request;

import io.smallrye.mutiny.Uni;

/** Where replies come from: hands every event of the types that are asked for to {@link WaitingRequests}. */
public interface ReplyTopics {

    /**
     * Begins to read the events of a type, if it is not done yet. The {@code Uni} completes when every event that is published
     * from then on will be seen, as long as a request waits. It does not fail while the broker is away; it waits.
     */
    Uni<Void> follow(String type);
}
