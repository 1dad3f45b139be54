package dev.baton.telemetry;

import dev.baton.routing.BatonModel;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;

/** Gives each of Baton's meters, {@code baton.*}, the tag {@code namespace}. */
@Singleton
class NamespaceTag implements MeterFilter {

    private final Tag namespace;

    NamespaceTag(BatonModel model) {
        this.namespace = Tag.of("namespace", model.namespace());
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("baton.") ? id.withTag(namespace) : id;
    }
}
