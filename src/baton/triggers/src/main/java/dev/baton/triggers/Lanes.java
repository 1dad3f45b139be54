package dev.baton.triggers;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A set of lanes: work with the same key runs in order of arrival, other work runs concurrently. Thread-safe. */
final class Lanes {

    private final Map<String, Future<Void>> last = new HashMap<>();

    /**
     * Starts the work when all earlier work with its key has ended, successfully or not; work without a key starts at
     * once.
     */
    Future<Void> add(Optional<String> key, Supplier<Future<Void>> work) {
        return key.isEmpty() ? work.get() : addTo(key.get(), work);
    }

    private synchronized Future<Void> addTo(String key, Supplier<Future<Void>> work) {
        Future<Void> before = last.getOrDefault(key, Future.succeededFuture());
        Future<Void> own = before.transform(ended -> work.get());
        last.put(key, own);
        own.onComplete(ended -> forget(key, own));
        return own;
    }

    private synchronized void forget(String key, Future<Void> ended) {
        last.remove(key, ended);
    }
}
