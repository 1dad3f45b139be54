package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.sql.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a relay on its own consists of. */
public final class RelayWiring {

    private RelayWiring() {}

    public static Wiring on(Database database, EventSink sink) {
        return new Wiring()
                .with(Database.class, database)
                .with(BatonConfig.class, RealProcesses.config(Map.of("baton.relay.batch-size", "64")))
                .with(BatonModel.class, RealWorker.model())
                .with(Clock.class, Clock.systemUTC())
                .with(MeterRegistry.class, new SimpleMeterRegistry())
                .withAll(List.of(sink));
    }
}
