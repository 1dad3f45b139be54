package dev.baton.it.amqp;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The measurements of all sensors, in memory. */
@Singleton
public class Measurements {

    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** The measurements as {@code device=celsius source id}, in the order in which they were kept. */
    public List<String> kept() {
        return kept;
    }

    /** The devices from which a measurement has arrived. */
    public Set<String> begun() {
        return begun;
    }

    /** The devices whose measurements wait to be kept until they are taken out. */
    public Set<String> held() {
        return held;
    }

    Uni<Void> keep(Measured measured, String event) {
        begun.add(measured.device());
        if (held.contains(measured.device())) {
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(10))
                    .chain(() -> keep(measured, event));
        }
        kept.add(measured.device() + "=" + measured.celsius() + " " + event);
        return Uni.createFrom().voidItem();
    }
}
