package dev.baton.console.send;

import dev.baton.EventKey;
import dev.baton.runtime.catalog.EventTypeDescriptor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The form for an event of a type: one field for each component of its record. */
final class EventForm {

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            long.class,
            short.class,
            byte.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(double.class, float.class, Double.class, Float.class, BigDecimal.class);
    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);
    private static final Set<String> NEEDED = Set.of("NotNull", "NotBlank", "NotEmpty");

    private EventForm() {}

    static JsonObject of(EventTypeDescriptor type) {
        return new JsonObject()
                .put("type", type.type())
                .put("record", type.record().getSimpleName())
                .put(
                        "fields",
                        new JsonArray(Arrays.stream(type.record().getRecordComponents())
                                .map(EventForm::field)
                                .toList()));
    }

    private static JsonObject field(RecordComponent component) {
        Class<?> type = component.getType();
        return new JsonObject()
                .put("name", component.getName())
                .put("kind", kind(type))
                .put("options", type.isEnum() ? names(type) : null)
                .put("needed", type.isPrimitive() || annotations(component).anyMatch(NEEDED::contains))
                .put("key", component.isAnnotationPresent(EventKey.class) || type(component, EventKey.class));
    }

    private static boolean type(RecordComponent component, Class<? extends Annotation> annotation) {
        return annotations(component).anyMatch(annotation.getSimpleName()::equals);
    }

    /** An annotation may be on the component, its accessor or its field, as its targets say. */
    private static Stream<String> annotations(RecordComponent component) {
        return Stream.concat(
                        Arrays.stream(component.getAnnotations()),
                        Arrays.stream(component.getAccessor().getAnnotations()))
                .map(annotation -> annotation.annotationType().getSimpleName());
    }

    private static String kind(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "integer";
        }
        if (NUMBERS.contains(type)) {
            return "number";
        }
        if (FLAGS.contains(type)) {
            return "flag";
        }
        if (type == Instant.class) {
            return "time";
        }
        return type == String.class || type.isEnum() ? "text" : "json";
    }

    private static JsonArray names(Class<?> type) {
        return new JsonArray(List.of(type.getEnumConstants()).stream()
                .map(constant -> ((Enum<?>) constant).name())
                .toList());
    }
}
