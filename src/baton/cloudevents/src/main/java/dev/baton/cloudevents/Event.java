package dev.baton.cloudevents;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.types.Time;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable event of CloudEvents 1.0. Its attributes are kept as they were written: a time keeps all its digits and
 * its leap second, which {@link #getTime} can't represent. Extensions have their canonical string form, whatever type
 * they were sent with.
 */
public final class Event implements CloudEvent {

    /** The {@code specversion} of every event. */
    public static final String VERSION = "1.0";

    private static final byte[] NO_DATA = {};

    private final Map<String, String> attributes;
    private final byte[] data;
    private @Nullable URI source;
    private @Nullable OffsetDateTime time;

    /**
     * @param source the parsed source, or null if it is not parsed yet
     * @param time the parsed time, or null if it is not parsed yet or there is none
     */
    Event(Map<String, String> attributes, byte @Nullable [] data, @Nullable URI source, @Nullable OffsetDateTime time) {
        this.attributes = Collections.unmodifiableMap(attributes);
        this.data = data == null ? NO_DATA : data;
        this.source = source;
        this.time = time;
    }

    /**
     * Creates an event from these attributes, which include {@code specversion}.
     *
     * @throws UnreadableEventException if the result is not an event of CloudEvents 1.0
     */
    public static Event of(Map<String, String> attributes, byte @Nullable [] data) {
        return Attributes.checkedEvent(new LinkedHashMap<>(attributes), data);
    }

    /**
     * Checks these attributes, which include {@code specversion}.
     *
     * @throws UnreadableEventException if they are not those of an event of CloudEvents 1.0
     */
    public static void check(Map<String, String> attributes) {
        Attributes.checkedEvent(attributes, NO_DATA);
    }

    /**
     * Creates an event from attributes that were already checked, when the event was read or before it was stored. The
     * caller must not change the attributes or the data afterwards.
     */
    public static Event stored(Map<String, String> attributes, byte @Nullable [] data) {
        return new Event(attributes, data, null, null);
    }

    /**
     * Returns the same event in this codec's representation.
     *
     * @throws UnreadableEventException if the event has a version other than 1.0 or attributes that CloudEvents does
     *     not allow
     */
    public static Event of(CloudEvent event) {
        if (event instanceof Event same) {
            return same;
        }
        Attributes attributes = new Attributes();
        event.getAttributeNames().forEach(name -> add(attributes, name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> add(attributes, name, event.getExtension(name)));
        return attributes.event(
                event.getData() == null ? NO_DATA : event.getData().toBytes());
    }

    private static void add(Attributes attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.add(name, canonical(value));
        }
    }

    private static String canonical(Object value) {
        if (value instanceof OffsetDateTime time) {
            return Time.writeTime(time);
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    /**
     * Returns the same event with this extension.
     *
     * @throws UnreadableEventException if CloudEvents does not allow the name or the value
     * @throws IllegalArgumentException if the name is that of an attribute of the specification, not an extension
     */
    public Event withExtension(String name, String value) {
        if (Attributes.CORE.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is not an extension");
        }
        Attributes one = new Attributes();
        one.add(name, value);
        Attributes.checkText(name, value);
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return new Event(changed, data, source, time);
    }

    /** Returns the same event without this extension. */
    public Event withoutExtension(String name) {
        if (!hasExtension(name)) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.remove(name);
        return new Event(changed, data, source, time);
    }

    /** Returns all attributes, including {@code specversion} and extensions, as they were written. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the data, or an empty array if there is none. The caller must not change it. */
    public byte[] data() {
        return data;
    }

    /** Returns an attribute that every event has. */
    String required(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("the event has no attribute " + name);
        }
        return value;
    }

    @Override
    public @Nullable CloudEventData getData() {
        return data.length == 0 ? null : BytesCloudEventData.wrap(data);
    }

    @Override
    public SpecVersion getSpecVersion() {
        return SpecVersion.V1;
    }

    @Override
    public String getId() {
        return required(AttributeNames.ID);
    }

    @Override
    public String getType() {
        return required(AttributeNames.TYPE);
    }

    @Override
    public URI getSource() {
        if (source == null) {
            source = URI.create(required(AttributeNames.SOURCE));
        }
        return source;
    }

    @Override
    public @Nullable String getDataContentType() {
        return attributes.get(AttributeNames.DATA_CONTENT_TYPE);
    }

    @Override
    public @Nullable URI getDataSchema() {
        String schema = attributes.get(AttributeNames.DATA_SCHEMA);
        return schema == null ? null : URI.create(schema);
    }

    @Override
    public @Nullable String getSubject() {
        return attributes.get(AttributeNames.SUBJECT);
    }

    /**
     * Returns the time with nanosecond precision; further digits are cut off. A leap second becomes the last nanosecond
     * of the second before it.
     */
    @Override
    public @Nullable OffsetDateTime getTime() {
        String written = attributes.get(AttributeNames.TIME);
        if (time == null && written != null) {
            time = Rfc3339.parse(written);
        }
        return time;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case AttributeNames.SPEC_VERSION -> getSpecVersion();
            case AttributeNames.SOURCE -> getSource();
            case AttributeNames.DATA_SCHEMA -> getDataSchema();
            case AttributeNames.TIME -> getTime();
            case AttributeNames.ID, AttributeNames.TYPE, AttributeNames.SUBJECT, AttributeNames.DATA_CONTENT_TYPE ->
                attributes.get(name);
            default ->
                throw new IllegalArgumentException("'" + Shown.of(name) + "' is not an attribute of CloudEvents 1.0");
        };
    }

    @Override
    public @Nullable String getExtension(String name) {
        return Attributes.CORE.contains(name) ? null : attributes.get(name);
    }

    private boolean hasExtension(String name) {
        return getExtension(name) != null;
    }

    @Override
    public Set<String> getExtensionNames() {
        return attributes.keySet().stream()
                .filter(name -> !Attributes.CORE.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && attributes.equals(event.attributes) && Arrays.equals(data, event.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(attributes, Arrays.hashCode(data));
    }

    /** Returns the event's id, source and type, without its data. */
    @Override
    public String toString() {
        return describe(
                attributes.get(AttributeNames.ID),
                attributes.get(AttributeNames.SOURCE),
                attributes.get(AttributeNames.TYPE));
    }

    /** Returns the id, source and type of any event, without its data, for messages. */
    public static String describe(CloudEvent event) {
        return describe(event.getId(), event.getSource(), event.getType());
    }

    private static String describe(@Nullable String id, @Nullable Object source, @Nullable String type) {
        return "event " + id + " of " + source + " (" + type + ")";
    }
}
