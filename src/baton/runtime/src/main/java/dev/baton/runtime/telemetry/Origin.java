package dev.baton.runtime.telemetry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from, as its span says it.
 *
 * @param system the value of {@code messaging.system}
 * @param destination the topic, the path or the channel
 * @param partition the partition of the topic; null elsewhere
 * @param offset the offset in the partition; null elsewhere
 */
record Origin(
        String system,
        String destination,
        @Nullable String partition,
        @Nullable Long offset) {

    private static final Pattern RECORD = Pattern.compile("(.+)-(\\d+)@(\\d+)");
    private static final Pattern REQUEST = Pattern.compile("http (\\S+)(?: from .*)?");
    private static final String CHANNEL = "channel ";

    /** Reads {@code topic-partition@offset}, {@code http path from address} or {@code channel name}. */
    static Origin of(String origin) {
        Matcher kafka = RECORD.matcher(origin);
        if (kafka.matches()) {
            return new Origin(SpanAttributes.KAFKA, kafka.group(1), kafka.group(2), Long.valueOf(kafka.group(3)));
        }
        Matcher http = REQUEST.matcher(origin);
        if (http.matches()) {
            return new Origin(SpanAttributes.HTTP, http.group(1), null, null);
        }
        return origin.startsWith(CHANNEL)
                ? new Origin("channel", origin.substring(CHANNEL.length()), null, null)
                : new Origin("other", origin, null, null);
    }

    boolean kafka() {
        return system.equals(SpanAttributes.KAFKA);
    }
}
