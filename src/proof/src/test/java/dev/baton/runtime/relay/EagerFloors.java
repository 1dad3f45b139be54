package dev.baton.runtime.relay;

import dev.baton.runtime.delivery.Wiring;

/** Lets the floors of the outbox rise as often as they can, even if only one event was published. */
public final class EagerFloors {

    private EagerFloors() {}

    public static Wiring in(Wiring wiring) {
        return wiring.with(Floors.class, new Floors(1));
    }
}
