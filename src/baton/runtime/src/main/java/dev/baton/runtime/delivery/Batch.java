package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.inbox.Inbox.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Events of one function that take effect in one transaction, in order. Used by one thread at a time. */
final class Batch {

    private final BatonFunction function;
    private final Terms terms;
    private final List<Delivery> deliveries;
    private final long begun = System.nanoTime();

    Batch(BatonFunction function, Terms terms, List<Routed> events) {
        this.function = function;
        this.terms = terms;
        this.deliveries = events.stream().map(Delivery::new).toList();
    }

    BatonFunction function() {
        return function;
    }

    Terms terms() {
        return terms;
    }

    /** Returns how long ago the batch began. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** Returns the deliveries that no step has ended yet. */
    List<Delivery> pending() {
        return which(Delivery::isPending);
    }

    List<Delivery> which(Predicate<Delivery> wanted) {
        List<Delivery> found = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            if (wanted.test(delivery)) {
                found.add(delivery);
            }
        }
        return found;
    }

    /** Returns the outcomes of all deliveries, once the last step has run. */
    List<Outcome> outcomes() {
        return deliveries.stream().map(Delivery::outcome).toList();
    }

    static List<EventId> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::id).toList();
    }
}
