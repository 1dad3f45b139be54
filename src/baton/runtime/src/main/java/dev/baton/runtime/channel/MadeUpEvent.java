package dev.baton.runtime.channel;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.catalog.EventAttributes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An event that stands for a message that can't be read. It holds the payload, and the properties of the message as
 * extensions whose names begin with {@code original}.
 */
public final class MadeUpEvent {

    private static final String PREFIX = "original";
    private static final int LONGEST_VALUE = 1000;

    private MadeUpEvent() {}

    /**
     * @param identity a text that distinguishes the message from other messages of the channel, and is the same for its
     *     redeliveries where the broker allows it
     */
    static Event of(String channel, String identity, Map<String, String> properties, byte[] payload) {
        String id = channel + "-" + fingerprint(identity, properties, payload);
        Map<String, String> attributes = attributes(id, "/channels/" + channel, channel);
        new TreeMap<>(properties).forEach((name, value) -> attributes.putIfAbsent(extension(name), shown(value)));
        return Event.stored(attributes, payload);
    }

    /** Returns the attributes of an event that holds bytes about which nothing is known. */
    public static Map<String, String> attributes(String id, String source, String type) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(AttributeNames.SPEC_VERSION, Event.VERSION);
        attributes.put(AttributeNames.ID, id);
        attributes.put(AttributeNames.SOURCE, source);
        attributes.put(AttributeNames.TYPE, type);
        attributes.put(AttributeNames.DATA_CONTENT_TYPE, MediaType.BYTES);
        return attributes;
    }

    private static UUID fingerprint(String identity, Map<String, String> properties, byte[] payload) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        add(all, identity.getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(properties).forEach((name, value) -> {
            add(all, name.getBytes(StandardCharsets.UTF_8));
            add(all, value.getBytes(StandardCharsets.UTF_8));
        });
        add(all, payload);
        return UUID.nameUUIDFromBytes(all.toByteArray());
    }

    /** Adds a part with its length, so that two different lists of texts never give the same bytes. */
    private static void add(ByteArrayOutputStream all, byte[] part) {
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        all.writeBytes(part);
    }

    private static String extension(String property) {
        return PREFIX + property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String shown(String value) {
        return EventAttributes.allowed(value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
    }
}
