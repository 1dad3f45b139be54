package dev.baton.runtime.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hands the variables of the OpenTelemetry specification, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, on to Quarkus,
 * which does not read them, and turns the SDK on where one of them or a setting of Quarkus names a receiver. The build
 * turns the SDK off for applications that have it only because of Baton. Any other source takes precedence.
 */
public class TelemetryDefaults implements ConfigSourceFactory {

    private static final int ABOVE_MICROPROFILE_CONFIG_PROPERTIES = 110;

    /** Those of OpenTelemetry's variables whose values mean the same to Quarkus. */
    private static final List<String> VARIABLES = List.of(
            "otel.sdk.disabled",
            "otel.service.name",
            "otel.resource.attributes",
            "otel.exporter.otlp.endpoint",
            "otel.exporter.otlp.protocol",
            "otel.exporter.otlp.headers",
            "otel.exporter.otlp.compression");

    /** Matches the settings that name a receiver, and their environment variables. */
    private static final Pattern RECEIVER =
            Pattern.compile("(?i)(quarkus[._])?otel[._]exporter[._]otlp[._]((traces|metrics|logs)[._])?endpoint");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> defaults = new HashMap<>();
        if (hasReceiver(context)) {
            defaults.put("quarkus.otel.sdk.disabled", "false");
        }
        for (String variable : VARIABLES) {
            ConfigValue value = context.getValue(variable);
            if (isSet(value)) {
                defaults.put("quarkus." + variable, value.getValue());
            }
        }
        return List.of(new PropertiesConfigSource(
                defaults, "Baton's defaults of telemetry", ABOVE_MICROPROFILE_CONFIG_PROPERTIES));
    }

    private static boolean hasReceiver(ConfigSourceContext context) {
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (RECEIVER.matcher(name).matches() && isSet(context.getValue(name))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether somebody has set the value. Quarkus' own default of the endpoint has the least ordinal. */
    private static boolean isSet(ConfigValue value) {
        return value != null
                && value.getConfigSourceOrdinal() > 0
                && value.getValue() != null
                && !value.getValue().isBlank();
    }
}
