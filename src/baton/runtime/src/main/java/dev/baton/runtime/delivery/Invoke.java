package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Routed.Ready;
import dev.baton.runtime.delivery.Routed.Refused;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the function with each pending event, one after another. */
@Singleton
class Invoke implements Step {

    private final Invocation invocation;

    Invoke(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        return InOrder.<Delivery, Void>each(batch.pending(), (delivery, done) -> {
                    if (delivery.routed() instanceof Ready ready) {
                        invocation.invoke(batch.function(), ready, (followUps, failure) -> {
                            delivery.end(new Handled(followUps, Optional.empty()));
                            done.accept(null, failure == null ? brokenSession(batch.function(), transaction) : failure);
                        });
                    } else {
                        delivery.end(new Rejected(((Refused) delivery.routed()).cause()));
                        done.accept(null, null);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Returns a failure if the function cleared or closed the session and thereby discarded changes of earlier events.
     */
    private static @Nullable Throwable brokenSession(BatonFunction function, Transaction transaction) {
        return transaction.intact()
                ? null
                : new IllegalStateException("function " + function.name()
                        + " cleared or closed the session of its delivery, which also holds the changes of"
                        + " other events; only Baton may clear or close it");
    }
}
