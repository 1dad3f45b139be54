package dev.baton.it.amqp;

import dev.baton.EventContext;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/** Keeps the measurements of sensors. */
public class KeepMeasurement {

    @Inject
    Measurements measurements;

    @Funq
    public Uni<Void> keep(Measured measured, @Context EventContext event) {
        return measurements.keep(measured, event.source() + " " + event.id());
    }
}
