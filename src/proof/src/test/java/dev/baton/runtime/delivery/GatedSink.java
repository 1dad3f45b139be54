package dev.baton.runtime.delivery;

import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A topic, to which the relay sends one event at a time. Keeps the promise of {@link EventSink#send}. */
final class GatedSink implements EventSink {

    static final String SENT = "sent";
    static final String NOT_SENT = "not sent";

    private final Gate gate;
    private final List<String> topic;

    GatedSink(Gate gate, List<String> topic) {
        this.gate = gate;
        this.topic = topic;
    }

    @Override
    public boolean chosen() {
        return true;
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        List<CompletionStage<Void>> results = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (OutboxRow event : events) {
            boolean sent = !failed.contains(event.orderKey()) && send(event);
            if (!sent) {
                failed.add(event.orderKey());
            }
            results.add(
                    sent
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(new NotSent("not sent")));
        }
        return results;
    }

    private boolean send(OutboxRow event) {
        String verdict = gate.pause("send");
        if (!verdict.equals(NOT_SENT)) {
            topic.add(event.attributes().get("id"));
        }
        return verdict.equals(SENT);
    }
}
