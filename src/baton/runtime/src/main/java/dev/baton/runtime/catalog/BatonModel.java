package dev.baton.runtime.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The event types and functions of the application, as the build found them. The model is filled while the application
 * is assembled, and is read-only afterwards.
 */
public class BatonModel {

    private final String namespace;
    private final Map<String, EventTypeDescriptor> eventTypes = new TreeMap<>();
    private final Map<String, Upcaster> upcasters = new HashMap<>();
    private final Map<Class<?>, EventTypeDescriptor> byRecord = new HashMap<>();
    private final List<BatonFunction> functions = new ArrayList<>();

    BatonModel(String namespace) {
        this.namespace = namespace;
    }

    void add(EventTypeDescriptor eventType) {
        eventTypes.put(eventType.type(), eventType);
        byRecord.putIfAbsent(eventType.record(), eventType);
    }

    /**
     * Adds the step from the older type to the newer one. The record of the newer type has a method of this name that
     * takes the record of the older type.
     */
    void addUpcaster(String older, String newer, String method) {
        upcasters.put(older, Upcaster.of(eventType(older), eventType(newer), method));
    }

    void add(BatonFunction function) {
        functions.add(function);
    }

    /** Returns the name of the whole system to which this application belongs. */
    public String namespace() {
        return namespace;
    }

    public List<BatonFunction> functions() {
        return functions;
    }

    public Map<String, EventTypeDescriptor> eventTypes() {
        return eventTypes;
    }

    /** Returns an event type of this application. The build has verified that it is known. */
    public EventTypeDescriptor eventType(String type) {
        EventTypeDescriptor known = eventTypes.get(type);
        if (known == null) {
            throw new IllegalStateException("the event type " + type + " is not in the model");
        }
        return known;
    }

    public Optional<BatonFunction> function(String name) {
        return functions.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    public Optional<EventTypeDescriptor> eventTypeOf(Class<?> record) {
        return Optional.ofNullable(byRecord.get(record));
    }

    /** Returns the step from this type to its next version; empty if this is the newest known version. */
    Optional<Upcaster> upcaster(String type) {
        return Optional.ofNullable(upcasters.get(type));
    }

    /** Returns whether this is a version, known or unknown, of the type that the function takes. */
    public boolean isVersion(BatonFunction function, String type) {
        Optional<TypeVersion> taken = TypeVersion.of(function.input().type());
        return TypeVersion.of(type)
                .flatMap(version -> taken.filter(version::sameStem))
                .isPresent();
    }

    /** Returns whether this is a version of the type that the function takes, newer than this application knows. */
    public boolean isTooNew(BatonFunction function, String type) {
        Optional<TypeVersion> newest = TypeVersion.of(function.input().type());
        return TypeVersion.of(type)
                .flatMap(version -> newest.filter(version::isNewerThan))
                .isPresent();
    }

    /** Returns whether this is the type that the function takes, or an older version of it. */
    public boolean handles(BatonFunction function, String type) {
        String newest = type;
        while (upcasters.containsKey(newest)) {
            newest = upcasters.get(newest).to().type();
        }
        return newest.equals(function.input().type());
    }
}
