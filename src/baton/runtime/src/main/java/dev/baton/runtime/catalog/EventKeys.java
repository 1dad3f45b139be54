package dev.baton.runtime.catalog;

import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines the key of an incoming event: its {@code partitionkey}, else the component of its data that
 * {@link dev.baton.EventKey} marks, else its subject. If the data can't be read as the record, the JSON member with the
 * name of that component is used, if there is one.
 */
@Singleton
public class EventKeys {

    private final BatonModel model;

    EventKeys(BatonModel model) {
        this.model = model;
    }

    /**
     * Returns the key of the event, or null if it has none.
     *
     * @param taken the type that the function takes; it determines the component if the event's own type is not known
     */
    public @Nullable String of(Reading reading, EventTypeDescriptor taken) {
        CloudEvent event = reading.event();
        String partitionKey = Extensions.text(event, Extensions.PARTITION_KEY);
        return partitionKey == null
                ? ofData(reading, model.eventTypes().getOrDefault(event.getType(), taken))
                        .orElseGet(event::getSubject)
                : partitionKey;
    }

    private Optional<String> ofData(Reading reading, EventTypeDescriptor type) {
        Method component = type.keyComponent();
        if (component == null || reading.event().getData() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(component(reading, type, component.getName()))
                .filter(EventAttributes::isKey);
    }

    private @Nullable String component(Reading reading, EventTypeDescriptor type, String name) {
        try {
            return type.keyOf(reading.parsed());
        } catch (EventRejectedException unreadable) {
            return JsonMember.text(reading.event().getData().toBytes(), name);
        }
    }
}
