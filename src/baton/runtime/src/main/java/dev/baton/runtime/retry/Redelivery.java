package dev.baton.runtime.retry;

import io.smallrye.mutiny.Uni;

/** Delivers an event of the retry table to its function once more. */
public interface Redelivery {

    /** How it went. */
    sealed interface Result {}

    /** It took effect, now or before, or it is a dead letter that holds nothing up. */
    record Settled() implements Result {}

    /** It failed again. */
    record FailedAgain(Throwable cause) implements Result {}

    /** It was not tried: the database is away, or another delivery has the event in its hands. */
    record NotTried() implements Result {}

    /** It is of a newer version than this process knows. */
    record TooNew() implements Result {}

    /** Delivers the event, in a transaction of its own. */
    Uni<Result> redeliver(WaitingEvent event);
}
