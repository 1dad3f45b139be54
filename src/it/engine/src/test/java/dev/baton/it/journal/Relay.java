package dev.baton.it.journal;

import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.PermanentFailureException;
import io.quarkus.funqy.Funq;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Three runners who hand on a baton. The last two fail on request. */
public final class Relay {

    /** The teams whose second runner currently fails. */
    static final Set<String> STUMBLING = ConcurrentHashMap.newKeySet();

    /** The teams whose third runner currently fails. */
    static final Set<String> FALLING = ConcurrentHashMap.newKeySet();

    /** The number that the second runner never accepts. */
    static final int REFUSED = 13;

    @EventType("relay.started.v1")
    record Started(@EventKey String team, int number) {}

    @EventType("relay.passed.v1")
    record Passed(@EventKey String team, int number) {}

    @EventType("relay.arrived.v1")
    record Arrived(@EventKey String team, int number) {}

    @EventType("relay.finished.v1")
    record Finished(@EventKey String team, int number) {}

    public static class RunFirst {
        @Funq
        public Passed run(Started started) {
            return new Passed(started.team(), started.number());
        }
    }

    public static class RunSecond {
        @Funq
        public Arrived run(Passed passed) {
            if (passed.number() == REFUSED) {
                throw new PermanentFailureException("number 13 does not run");
            }
            if (STUMBLING.contains(passed.team())) {
                throw new IllegalStateException(passed.team() + " stumbles");
            }
            return new Arrived(passed.team(), passed.number());
        }
    }

    public static class RunThird {
        @Funq
        public Finished run(Arrived arrived) {
            if (FALLING.contains(arrived.team())) {
                throw new IllegalStateException(arrived.team() + " falls");
            }
            return new Finished(arrived.team(), arrived.number());
        }
    }

    static final Class<?>[] CLASSES = {
        Relay.class,
        Started.class,
        Passed.class,
        Arrived.class,
        Finished.class,
        RunFirst.class,
        RunSecond.class,
        RunThird.class
    };

    private Relay() {}
}
