package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Parked;
import dev.baton.runtime.delivery.Outcome.TooNew;
import dev.baton.runtime.retry.Retries;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Parks the events whose key is waiting, either in the retry table or because an earlier event in the batch is too new.
 * An event that can never be handled does not wait.
 */
@Singleton
class Park implements Step {

    private final Retries retries;

    Park(Retries retries) {
        this.retries = retries;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        if (batch.terms().pastParked()) {
            return Uni.createFrom().voidItem();
        }
        return retries.parkedKeys(transaction.sql(), batch.function().name(), keys(batch))
                .invoke(parked -> park(batch, new HashSet<>(parked)))
                .replaceWithVoid();
    }

    private static Set<String> keys(Batch batch) {
        Set<String> keys = new HashSet<>();
        for (Delivery delivery : batch.deliveries()) {
            if (canWait(delivery)) {
                keys.add(delivery.event().key());
            }
        }
        return keys;
    }

    private static void park(Batch batch, Set<String> waiting) {
        for (Delivery delivery : batch.deliveries()) {
            if (delivery.outcome() instanceof TooNew && delivery.event().key() != null) {
                waiting.add(delivery.event().key());
            } else if (canWait(delivery) && waiting.contains(delivery.event().key())) {
                delivery.end(new Parked());
            }
        }
    }

    private static boolean canWait(Delivery delivery) {
        return delivery.routed() instanceof Routed.Ready && delivery.event().key() != null;
    }
}
