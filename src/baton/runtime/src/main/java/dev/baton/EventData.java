package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one component of an event record, a {@code byte[]} or a {@code String}, that takes the data of the event as it is,
 * whatever its {@code datacontenttype}: {@code record PhotoTaken(@EventData("image/png") byte[] photo)}.
 *
 * <p>Such a record has no other component: {@link EventContext} has what else is known of the event. A {@code String} is read and written
 * in the charset that the content type names, UTF-8 by default; text that it can't encode fails permanently. An event without data gives
 * the record an empty component.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventData {

    /** The {@code datacontenttype} of events that are emitted. Default: application/octet-stream, or text/plain in UTF-8. */
    String value() default "";
}
