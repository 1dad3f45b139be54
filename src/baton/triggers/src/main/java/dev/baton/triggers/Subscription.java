package dev.baton.triggers;

import dev.baton.cloudevents.Event;
import dev.baton.triggers.delivery.Answer;
import dev.baton.triggers.delivery.DeadLetter;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.delivery.Failure;
import dev.baton.triggers.delivery.Hops;
import dev.baton.triggers.http.Sender;
import dev.baton.triggers.manifest.Trigger;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * The delivery of events to one Trigger. With order, the events of one partition that match its filter are delivered
 * one at a time, and the next one waits for all attempts of the one before. Without order, they are delivered concurrently.
 */
final class Subscription implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Subscription.class);

    private final Trigger trigger;
    private final Attempts attempts;
    private final Replies replies;
    private final Lanes lanes = new Lanes();

    Subscription(Trigger trigger, Attempts attempts, Replies replies) {
        this.trigger = trigger;
        this.attempts = attempts;
        this.replies = replies;
    }

    /**
     * Delivers an event. Completes when the event is delivered, is a dead letter, is dropped, or does not match the
     * filter.
     */
    CompletionStage<Void> take(int partition, Event stored) {
        Event event = Hops.hidden(stored);
        if (!trigger.filter().matches(event)) {
            return CompletableFuture.completedFuture(null);
        }
        return lanes.add(lane(partition), () -> deliver(stored, event))
                .onFailure(defect -> LOG.errorf(
                        defect, "Delivery interrupted; it is repeated after a restart: trigger=%s", trigger.name()))
                .toCompletionStage();
    }

    private Optional<Integer> lane(int partition) {
        return trigger.ordered() ? Optional.of(partition) : Optional.empty();
    }

    private Future<Void> deliver(Event stored, Event event) {
        return attempts.make(request(event, trigger.subscriber(), true), answer -> replies.take(stored, answer))
                .compose(failure -> failure.isEmpty() ? Future.succeededFuture() : giveUp(event, failure.get()));
    }

    private Future<Void> giveUp(Event event, Failure failure) {
        Optional<URI> sink = trigger.delivery().deadLetterSink();
        if (sink.isEmpty()) {
            LOG.errorf(
                    "Event dropped because there is no dead letter sink: trigger=%s eventType=%s eventSource=%s"
                            + " eventId=%s status=%d",
                    trigger.name(), event.getType(), event.getSource(), event.getId(), failure.code());
            return Future.succeededFuture();
        }
        LOG.warnf(
                "Event given up on; it is now a dead letter: trigger=%s eventType=%s eventSource=%s eventId=%s"
                        + " status=%d",
                trigger.name(), event.getType(), event.getSource(), event.getId(), failure.code());
        Event letter = DeadLetter.of(event, trigger.subscriber(), failure);
        return attempts.make(request(letter, sink.get(), false), Future::<Answer>succeededFuture)
                .map(sinkFailure -> {
                    sinkFailure.ifPresent(last -> LOG.errorf(
                            "Dead letter dropped because its sink does not accept it: trigger=%s sink=%s"
                                    + " eventType=%s eventSource=%s eventId=%s status=%d",
                            trigger.name(),
                            sink.get(),
                            event.getType(),
                            event.getSource(),
                            event.getId(),
                            last.code()));
                    return null;
                });
    }

    private Sender.Request request(Event event, URI to, boolean wantsReply) {
        DeliverySpec delivery = trigger.delivery();
        return new Sender.Request(event, to, delivery.structured(), wantsReply, delivery.timeout());
    }

    @Override
    public void close() {
        attempts.close();
    }
}
