package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the only component of an event record, a {@code byte[]} or a {@code String}, as the one that holds the data of
 * the event unchanged, whatever its {@code datacontenttype}:
 * {@code record PhotoTaken(@EventData("image/png") byte[] photo)}.
 *
 * <p>Such a record has no other component. {@link EventContext} provides the metadata of the event. A {@code String} is
 * read and written in the charset that the content type names, UTF-8 by default. Text that the charset can't encode
 * fails permanently. For an event without data, the component is empty.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventData {

    /**
     * The {@code datacontenttype} of emitted events. The default is {@code application/octet-stream} for a
     * {@code byte[]}, and {@code text/plain} in UTF-8 for a {@code String}.
     */
    String value() default "";
}
