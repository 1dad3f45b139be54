package dev.baton.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the build found: the application's event types and functions. Filled while the application is put together, then read only. */
public class BatonModel {

    private final Map<String, EventTypeDescriptor> eventTypes = new TreeMap<>();
    private final Map<Class<?>, EventTypeDescriptor> byRecord = new HashMap<>();
    private final List<BatonFunction> functions = new ArrayList<>();

    void add(EventTypeDescriptor eventType) {
        eventTypes.put(eventType.type(), eventType);
        byRecord.putIfAbsent(eventType.record(), eventType);
    }

    void add(BatonFunction function) {
        functions.add(function);
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
}
