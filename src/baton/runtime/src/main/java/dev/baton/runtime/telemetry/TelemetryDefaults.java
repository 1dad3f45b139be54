package dev.baton.runtime.telemetry;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns on tracing where {@code OTEL_EXPORTER_OTLP_ENDPOINT} names the receiver of traces. Elsewhere, Baton's defaults
 * (microprofile-config.properties) turn it off, because without a receiver the SDK slows down the start and fills the
 * log. An application's own {@code quarkus.otel.*} settings take precedence over both.
 */
public class TelemetryDefaults implements ConfigSource {

    private static final int ABOVE_MICROPROFILE_CONFIG_PROPERTIES = 110;

    private final Map<String, String> defaults = defaults(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT"));

    private static Map<String, String> defaults(@Nullable String endpoint) {
        return endpoint == null || endpoint.isBlank()
                ? Map.of()
                : Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.exporter.otlp.endpoint", endpoint);
    }

    @Override
    public Set<String> getPropertyNames() {
        return defaults.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return defaults.get(name);
    }

    @Override
    public int getOrdinal() {
        return ABOVE_MICROPROFILE_CONFIG_PROPERTIES;
    }

    @Override
    public String getName() {
        return "Baton telemetry defaults";
    }
}
