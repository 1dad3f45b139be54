package dev.baton.runtime.telemetry;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock, unless the application provides its own. */
class Clocks {

    @Produces
    @DefaultBean
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @DefaultBean
    @Singleton
    @Steady
    Clock steady() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
    }
}
