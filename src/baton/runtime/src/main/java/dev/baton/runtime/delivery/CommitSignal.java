package dev.baton.runtime.delivery;

import dev.baton.runtime.outbox.OutboxSignal;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import jakarta.inject.Singleton;
import java.util.List;

/** Wakes those who continue with what a delivery committed: the relay, and the loop of the retry table. */
@Singleton
class CommitSignal {

    private final OutboxSignal outbox;
    private final Activity retries;

    CommitSignal(OutboxSignal outbox, Activities activities) {
        this.outbox = outbox;
        this.retries = activities.of(Work.RETRIES);
    }

    /** Must be called after the commit, with the outcomes that it made true. Never blocks. */
    void committed(List<Outcome> outcomes) {
        outbox.wake();
        if (outcomes.stream().anyMatch(Outcome::waits)) {
            retries.here();
        }
    }

    /** The same for an event that failed. If it held its key, the next event of the key may be due. */
    void committedFailure() {
        outbox.wake();
        retries.here();
    }
}
