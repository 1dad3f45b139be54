package dev.baton.runtime.catalog;

import dev.baton.BatonException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * An event type and its record.
 *
 * @param type the CloudEvents type
 * @param topic the Kafka topic, which has the name of the oldest known version of the type
 * @param record the record of the data
 * @param keyComponent reads the component annotated with {@link dev.baton.EventKey}; null if there is none
 */
public record EventTypeDescriptor(
        String type,
        String topic,
        Class<? extends Record> record,
        @Nullable Method keyComponent) {

    static EventTypeDescriptor of(
            String type, String topic, Class<? extends Record> record, @Nullable String keyComponent) {
        try {
            Method accessor = keyComponent == null ? null : record.getDeclaredMethod(keyComponent);
            if (accessor != null) {
                accessor.setAccessible(true); // the record itself need not be public
            }
            return new EventTypeDescriptor(type, topic, record, accessor);
        } catch (NoSuchMethodException e) {
            throw new BatonException(record.getName() + " has no component " + keyComponent, e);
        }
    }

    /** Returns the key in the data; null if there is none, or if it is empty. */
    public @Nullable String keyOf(Record data) {
        if (keyComponent == null) {
            return null;
        }
        try {
            String key = (String) keyComponent.invoke(data);
            return key == null || key.isEmpty() ? null : key;
        } catch (ReflectiveOperationException e) {
            throw new BatonException("can't read " + record.getName() + "." + keyComponent.getName(), e);
        }
    }
}
