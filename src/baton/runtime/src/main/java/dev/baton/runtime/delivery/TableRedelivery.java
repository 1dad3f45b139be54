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
import java.util.concurrent.CompletableFuture;

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
        FailedEvent failed = event.failed();
        BatonFunction function = model.function(failed.function()).orElseThrow();
        IncomingEvent incoming = new IncomingEvent(failed.event(), failed.attempts() + 1, failed.origin())
                .withKey(failed.key())
                .failedFirst(event.firstFailedAt());
        CompletableFuture<Result> result = new CompletableFuture<>();
        contexts.run(() -> Uni.createFrom()
                .deferred(() -> deliveries.redeliver(function, incoming))
                .map(TableRedelivery::resultOf)
                .subscribe()
                .with(result::complete, result::completeExceptionally));
        return Uni.createFrom().completionStage(result);
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
