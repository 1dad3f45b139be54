package dev.baton.outbox;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the relay publishes to. */
public interface EventSink {

    /**
     * Sends the events, those of one key in the order given. May block while it can't take more. A stage completes once the
     * event is stored durably, and fails when it is certain that this attempt did not store it.
     */
    List<CompletionStage<Void>> send(List<OutboxRow> events);
}
