package dev.baton.runtime.channel.kafka;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns off intake from Kafka where the outbox goes to a sink and no broker is configured, because a function that
 * Knative runs has no broker. A value of {@code baton.kafka.enabled} from any other source takes precedence. This
 * default is a configuration source because it also disables the functions' channels.
 */
public class KafkaIntakeDefault implements ConfigSourceFactory {

    private static final int BELOW_MICROPROFILE_CONFIG_PROPERTIES = 90;
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** Matches the name of a setting or of its environment variable. */
    private static final Pattern BROKER = Pattern.compile(
            "(?i)mp[._]messaging[._](connector[._]smallrye[-_]kafka|incoming[._].+)[._](bootstrap[._]servers|kafka[-_]configuration)");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean sink = isSet(context, "baton.relay.sink") || isSet(context, "K_SINK");
        return sink && !hasBroker(context)
                ? List.of(new PropertiesConfigSource(
                        Map.of("baton.kafka.enabled", "false"),
                        "Baton's default of the intake from Kafka",
                        BELOW_MICROPROFILE_CONFIG_PROPERTIES))
                : List.of();
    }

    private static boolean hasBroker(ConfigSourceContext context) {
        if (isSet(context, "kafka." + BOOTSTRAP_SERVERS)) {
            return true;
        }
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (BROKER.matcher(name).matches() && isSet(context, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }
}
