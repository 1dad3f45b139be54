package dev.baton.triggers;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A set of lanes: work with the same number runs in order of arrival, other work runs concurrently. Thread-safe. */
final class Lanes {

    private final Map<Integer, Future<Void>> last = new HashMap<>();

    /**
     * Starts the work when all earlier work of its lane has ended, successfully or not; work without a lane starts at
     * once.
     */
    Future<Void> add(Optional<Integer> lane, Supplier<Future<Void>> work) {
        return lane.isEmpty() ? work.get() : addTo(lane.get(), work);
    }

    private synchronized Future<Void> addTo(Integer lane, Supplier<Future<Void>> work) {
        Future<Void> before = last.getOrDefault(lane, Future.succeededFuture());
        Future<Void> own = before.transform(ended -> work.get());
        last.put(lane, own);
        own.onComplete(ended -> forget(lane, own));
        return own;
    }

    private synchronized void forget(Integer lane, Future<Void> ended) {
        last.remove(lane, ended);
    }
}
