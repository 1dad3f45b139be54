package dev.baton.runtime.delivery;

import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The steps of a delivery, in order. */
@Singleton
class Steps {

    private final List<Step> inOrder;

    Steps(
            Park park,
            Recognise recognise,
            Claim claim,
            Invoke invoke,
            Reply reply,
            StoreFollowUps storeFollowUps,
            KeepUnhandled keepUnhandled,
            WriteJournal writeJournal) {
        this.inOrder = List.of(park, recognise, claim, invoke, reply, storeFollowUps, keepUnhandled, writeJournal);
    }

    /** Runs all steps in one transaction. If one event fails, all of them fail. */
    Uni<List<Outcome>> run(Batch batch, Transaction transaction) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Step step : inOrder) {
            all = all.chain(() -> step.apply(batch, transaction));
        }
        return all.map(done -> batch.outcomes());
    }
}
