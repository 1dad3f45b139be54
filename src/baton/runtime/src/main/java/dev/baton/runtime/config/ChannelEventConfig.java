package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import java.util.Optional;

/**
 * How a JSON message without the attributes of a CloudEvent becomes an event. Each setting is a text in which a
 * JSON pointer in braces stands for the value that it points to: <code>/sensors/{/device}</code>. {@code source} and
 * {@code id} are required; without them such a message becomes a dead letter. Together they must identify the
 * event, however often it is sent.
 */
@ConfigGroup
public interface ChannelEventConfig {

    /** The type of the event. Default: the type that the function takes. */
    Optional<String> type();

    /** The source of the event, for example <code>/sensors/{/device}</code>. */
    Optional<String> source();

    /** The id of the event, for example <code>{/device}-{/sequence}</code>. */
    Optional<String> id();

    /** The subject of the event, which is also its key. */
    Optional<String> subject();

    /** The time at which the event happened, in RFC 3339 format, for example <code>{/measuredAt}</code>. */
    Optional<String> time();
}
