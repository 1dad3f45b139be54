package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.delivery.Outcome.Failed;
import dev.baton.runtime.retry.Redelivery;
import dev.baton.runtime.retry.Redelivery.NotTried;
import dev.baton.runtime.retry.WaitingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Delivers events of the retry table like any other events: on a duplicated context, through the same steps. */
@Singleton
class TableRedelivery implements Redelivery {

    private final Deliveries deliveries;
    private final DeliveryContexts contexts;
    private final BatonModel model;

    TableRedelivery(Deliveries deliveries, DeliveryContexts contexts, BatonModel model) {
        this.deliveries = deliveries;
        this.contexts = contexts;
        this.model = model;
    }

    @Override
    public Uni<Result> redeliver(WaitingEvent event) {
        return onContext(
                () -> deliveries.redeliver(function(event), incoming(event)).map(TableRedelivery::resultOf));
    }

    @Override
    public Uni<Boolean> redeliverTogether(List<WaitingEvent> events) {
        return onContext(() -> deliveries.redeliverTogether(
                function(events.get(0)),
                events.stream().map(TableRedelivery::incoming).toList()));
    }

    private <T> Uni<T> onContext(Supplier<Uni<? extends T>> delivery) {
        CompletableFuture<T> result = new CompletableFuture<>();
        contexts.run(() ->
                Uni.createFrom().deferred(delivery).subscribe().with(result::complete, result::completeExceptionally));
        return Uni.createFrom().completionStage(result);
    }

    private BatonFunction function(WaitingEvent event) {
        return model.function(event.failed().function()).orElseThrow();
    }

    private static IncomingEvent incoming(WaitingEvent event) {
        FailedEvent failed = event.failed();
        return new IncomingEvent(failed.event(), failed.attempts() + 1, failed.origin())
                .withKey(failed.key())
                .failedFirst(event.firstFailedAt())
                .publishedAt(IncomingEvent.AGAIN);
    }

    private static Result resultOf(Outcome outcome) {
        if (outcome instanceof Failed failed) {
            return new FailedAgain(failed.cause());
        }
        if (outcome instanceof Outcome.TooNew) {
            return new TooNew();
        }
        return outcome.settled() ? new Settled() : new NotTried();
    }
}
