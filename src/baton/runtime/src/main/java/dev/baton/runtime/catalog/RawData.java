package dev.baton.runtime.catalog;

import dev.baton.BatonException;
import dev.baton.EventData;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.MediaType;
import dev.baton.cloudevents.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a record takes the data of an event unchanged: with its only component, annotated with {@link EventData}.
 *
 * @param constructor the constructor of the record
 * @param accessor the accessor of the component
 * @param text whether the component is a String
 * @param contentType the content type of emitted events
 */
record RawData(Constructor<? extends Record> constructor, Method accessor, boolean text, String contentType) {

    private static final ClassValue<Optional<RawData>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<RawData> computeValue(Class<?> record) {
            return Arrays.stream(record.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(EventData.class))
                    .findFirst()
                    .map(field -> of(record.asSubclass(Record.class), field));
        }
    };

    /** Returns how the record takes raw data; empty if the record's data is JSON. */
    static Optional<RawData> of(Class<? extends Record> record) {
        return KNOWN.get(record);
    }

    private static RawData of(Class<? extends Record> record, Field component) {
        try {
            Constructor<? extends Record> constructor = record.getDeclaredConstructor(component.getType());
            Method accessor = record.getDeclaredMethod(component.getName());
            constructor.setAccessible(true); // the record itself need not be public
            accessor.setAccessible(true);
            boolean text = component.getType() == String.class;
            String declared = component.getAnnotation(EventData.class).value();
            String byDefault = text ? "text/plain; charset=utf-8" : MediaType.BYTES;
            return new RawData(constructor, accessor, text, declared.isBlank() ? byDefault : declared);
        } catch (NoSuchMethodException e) {
            throw new BatonException(record.getName() + " has more than its @EventData " + component.getName(), e);
        }
    }

    /**
     * Creates the record from the data.
     *
     * @throws IllegalArgumentException if the record rejects the data, the data is not text in its charset, or the
     *     charset is unknown
     */
    Record read(byte[] data, @Nullable String contentType) {
        try {
            return constructor.newInstance(text ? decoded(data, MediaType.charset(contentType)) : data);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getTargetException();
            throw new IllegalArgumentException(thrown.getMessage(), thrown);
        } catch (ReflectiveOperationException e) {
            throw new BatonException(
                    "can't make a " + constructor.getDeclaringClass().getName(), e);
        }
    }

    /**
     * Returns the data of the record.
     *
     * @throws EventRejectedException if the charset of the content type can't encode the text
     */
    byte[] write(Record record) {
        try {
            Object data = accessor.invoke(record);
            return text ? encoded((String) data, MediaType.charset(contentType)) : (byte[]) data;
        } catch (ReflectiveOperationException e) {
            throw new BatonException("can't read " + record.getClass().getName() + "." + accessor.getName(), e);
        }
    }

    private byte[] encoded(String data, Charset charset) {
        return Text.encode(data, charset)
                .orElseThrow(() -> new EventRejectedException(
                        Reason.INVALID,
                        constructor.getDeclaringClass().getName() + " has characters that can't be encoded in "
                                + charset.name() + ": name another charset in @EventData, such as utf-8"));
    }

    private static String decoded(byte[] data, Charset charset) {
        return Text.decode(data, charset)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it is not text in " + charset.name().toLowerCase(Locale.ROOT)))
                .toString();
    }
}
