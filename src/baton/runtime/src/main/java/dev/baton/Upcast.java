package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one static method of an event record that makes it of the version before it:
 * {@code @Upcast static OrderPlaced from(OrderPlacedV1 older)}. A type's version is the number of its suffix {@code .v1},
 * {@code .v2} and so on; records whose types differ in that number alone are versions of one type.
 *
 * <p>Functions take the newest version; an event of an older one is upcast, one version a step, before it is validated. All
 * versions share the topic that has the name of the oldest. The method must depend on its argument alone: an event that is
 * delivered again must give the same. What it throws rejects the event for good. The build fails when a step is missing.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Upcast {}
