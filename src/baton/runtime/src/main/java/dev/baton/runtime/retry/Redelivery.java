package dev.baton.runtime.retry;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Delivers an event of the retry table to its function again. */
public interface Redelivery {

    /** The result of a redelivery. */
    sealed interface Result {}

    /** The event took effect, now or before, or it is a dead letter that holds nothing up. */
    record Settled() implements Result {}

    /** The event failed again. */
    record FailedAgain(Throwable cause) implements Result {}

    /** The event was not tried, because the database is unavailable or another delivery is handling the event. */
    record NotTried() implements Result {}

    /** The event is of a newer version than this process knows. */
    record TooNew() implements Result {}

    /** Delivers the event in its own transaction. */
    Uni<Result> redeliver(WaitingEvent event);

    /**
     * Delivers events of one function in order, in one transaction. Returns false if they can't all be settled that way;
     * then nothing took effect. Fails if the database is unavailable.
     */
    Uni<Boolean> redeliverTogether(List<WaitingEvent> events);
}
