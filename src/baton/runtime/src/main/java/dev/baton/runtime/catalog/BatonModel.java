package dev.baton.runtime.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the build found: the application's event types and functions. Filled while the application is put together, then read only. */
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

    /** The record of the newer type has a method of this name that takes the record of the older. */
    void addUpcaster(String older, String newer, String method) {
        upcasters.put(older, Upcaster.of(eventTypes.get(older), eventTypes.get(newer), method));
    }

    void add(BatonFunction function) {
        functions.add(function);
    }

    /** Returns the name of the whole system that this application is a part of. */
    public String namespace() {
        return namespace;
    }

    public List<BatonFunction> functions() {
        return functions;
    }

    public Map<String, EventTypeDescriptor> eventTypes() {
        return eventTypes;
    }

    public Optional<BatonFunction> function(String name) {
        return functions.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    public Optional<EventTypeDescriptor> eventTypeOf(Class<?> record) {
        return Optional.ofNullable(byRecord.get(record));
    }

    /** The step from this type to the next version; empty: it is the newest that is known. */
    Optional<Upcaster> upcaster(String type) {
        return Optional.ofNullable(upcasters.get(type));
    }

    /** Whether this is a version, known or not, of the type that the function takes. */
    public boolean isVersion(BatonFunction function, String type) {
        Optional<TypeVersion> taken = TypeVersion.of(function.input().type());
        return TypeVersion.of(type)
                .flatMap(version -> taken.filter(version::sameStem))
                .isPresent();
    }

    /** Whether this is a newer version of the type that the function takes than this application knows. */
    public boolean isTooNew(BatonFunction function, String type) {
        Optional<TypeVersion> newest = TypeVersion.of(function.input().type());
        return TypeVersion.of(type)
                .flatMap(version -> newest.filter(version::isNewerThan))
                .isPresent();
    }

    /** Whether this is the type that the function takes, or an older version of it. */
    public boolean handles(BatonFunction function, String type) {
        String newest = type;
        while (upcasters.containsKey(newest)) {
            newest = upcasters.get(newest).to().type();
        }
        return newest.equals(function.input().type());
    }
}
