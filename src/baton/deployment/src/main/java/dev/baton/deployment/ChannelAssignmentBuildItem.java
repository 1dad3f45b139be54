package dev.baton.deployment;

import dev.baton.runtime.channel.ChannelAssignment;
import dev.baton.runtime.channel.ChannelStreams;
import io.quarkus.builder.item.SimpleBuildItem;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The functions that take their events from a channel other than their own Kafka channel, as configured with
 * {@code baton.functions.<name>.channel}.
 */
final class ChannelAssignmentBuildItem extends SimpleBuildItem {

    private static final Pattern SETTING = Pattern.compile("baton\\.functions\\.\"?([^\"]+?)\"?\\.channel");

    private final Map<String, String> channels;

    private ChannelAssignmentBuildItem(Map<String, String> channels) {
        this.channels = channels;
    }

    /**
     * Reads the configuration.
     *
     * @param functions the names of the application's functions
     * @throws WrongUseException if the configuration is wrong; the message lists all mistakes
     */
    static ChannelAssignmentBuildItem read(Config config, List<String> functions) {
        Map<String, String> channels = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            Matcher setting = SETTING.matcher(name);
            if (setting.matches()) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(channel -> channels.put(setting.group(1), channel));
            }
        }
        check(config, channels, functions);
        return new ChannelAssignmentBuildItem(channels);
    }

    /** Returns the channels by function name. */
    Map<String, String> channels() {
        return channels;
    }

    /** Returns the channel of a function, or empty if the function has its own Kafka channel. */
    Optional<String> of(String function) {
        return Optional.ofNullable(channels.get(function));
    }

    /**
     * Returns the connector of an incoming channel, or empty if the application itself sends to the channel or the
     * connector is only known at run time.
     */
    static Optional<String> connector(Config config, String channel) {
        return config.getOptionalValue(ChannelStreams.prefix(channel) + "connector", String.class);
    }

    private static void check(Config config, Map<String, String> channels, List<String> functions) {
        List<String> problems = new ArrayList<>();
        Map<String, String> users = new HashMap<>();
        channels.forEach((function, channel) -> {
            if (!functions.contains(function)) {
                problems.add(("baton.functions.%s.channel=%s is set, but there is no function with this name; the"
                                + " functions are %s")
                        .formatted(function, channel, functions));
            }
            if (connector(config, channel)
                    .filter(KafkaConnector.CONNECTOR_NAME::equals)
                    .isPresent()) {
                problems.add(ChannelAssignment.kafka(function, channel));
            }
            String other = users.putIfAbsent(channel, function);
            if (other != null) {
                problems.add(("The functions %s and %s both have channel=%s, but each message is acknowledged"
                                + " once, by one function: give each function its own channel")
                        .formatted(other, function, channel));
            }
        });
        if (!problems.isEmpty()) {
            throw new WrongUseException(problems);
        }
    }
}
