package dev.baton.it.crash;

import dev.baton.it.crash.Boundary.Moment;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.relay.Resting;
import io.quarkus.arc.Arc;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.KafkaException;

/** Passes published events through {@link Calls}, before they are sent and after the broker has confirmed them. */
@Alternative
@Priority(1)
@Singleton
public class WatchedSink implements EventSink {

    /** Must not be removed as unused: {@code quarkus.arc.unremovable-types}. */
    static final String REAL = "dev.baton.runtime.relay.kafka.KafkaSink";

    private static final String CALL = "send";

    @Override
    public boolean chosen() {
        return true;
    }

    @Override
    public Resting resting() {
        return real().resting();
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        if (Calls.breaks(CALL, Moment.BEFORE)) {
            throw new KafkaException("told to fail before it is sent");
        }
        List<CompletionStage<Void>> sent = real().send(events);
        sent.forEach(confirmed ->
                confirmed.toCompletableFuture().handle((ok, failure) -> ok).join());
        return Calls.breaks(CALL, Moment.AFTER)
                ? sent.stream().map(confirmed -> lost()).toList()
                : sent;
    }

    /** The product's own sink, which can't be named outside its package. */
    private static EventSink real() {
        try {
            return (EventSink) Arc.container().instance(Class.forName(REAL)).get();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletionStage<Void> lost() {
        return CompletableFuture.failedFuture(new KafkaException("told to lose the answer"));
    }
}
