package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one static method of an event record that creates the record from the previous version:
 * {@code @Upcast static OrderPlaced from(OrderPlacedV1 older)}. The version of a type is the number in its suffix
 * {@code .v1}, {@code .v2} and so on. Records whose types differ only in that number are versions of one type.
 *
 * <p>Functions take the newest version. An event of an older version is upcast one version at a time, and then
 * validated. All versions share the topic that has the name of the oldest version. The method must depend only on its
 * argument, because an event that is delivered again must produce the same result. If the method throws an exception,
 * the event is rejected permanently. The build fails if a step is missing.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Upcast {}
