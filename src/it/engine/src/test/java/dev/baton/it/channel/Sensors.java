package dev.baton.it.channel;

import dev.baton.EventContext;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.PermanentFailureException;
import dev.baton.it.Tables;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application whose function takes measurements from a channel. */
final class Sensors {

    static final int REFUSED = 666;

    /** The measurements and their events, in the order in which they were handled: {@code device=celsius source id}. */
    static final List<String> MEASURED = new CopyOnWriteArrayList<>();

    /** The devices whose measurements wait until they are taken out. */
    static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    /** The devices from which a measurement has reached the function. */
    static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();

    private static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

    /** How often measurements of the device have reached the function. */
    static int attempts(String device) {
        return ATTEMPTS.getOrDefault(device, 0);
    }

    @EventType("sensors.measured.v1")
    record Measured(@EventKey String device, int celsius) {}

    /** Keeps measurements. */
    public static class KeepMeasurement {
        @Funq
        public Uni<Void> keep(Measured measured, @Context EventContext event) {
            BEGUN.add(measured.device());
            ATTEMPTS.merge(measured.device(), 1, Integer::sum);
            if (measured.celsius() == REFUSED) {
                throw new PermanentFailureException("too hot");
            }
            if (WAITING.contains(measured.device())) {
                return Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(10))
                        .chain(() -> keep(measured, event));
            }
            MEASURED.add(measured.device() + "=" + measured.celsius() + " " + event.source() + " " + event.id());
            return Uni.createFrom().voidItem();
        }
    }

    static final Class<?>[] CLASSES = {Sensors.class, Tables.class, Measured.class, KeepMeasurement.class};

    private Sensors() {}
}
