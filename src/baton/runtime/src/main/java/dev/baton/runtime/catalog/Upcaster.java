package dev.baton.runtime.catalog;

import dev.baton.BatonException;
import dev.baton.Upcast;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * One step from a version to the next.
 *
 * @param to the type of the newer version
 * @param method the newer record's method that is annotated with {@link Upcast}
 */
record Upcaster(EventTypeDescriptor to, Method method) {

    static Upcaster of(EventTypeDescriptor from, EventTypeDescriptor to, String method) {
        try {
            Method upcast = to.record().getDeclaredMethod(method, from.record());
            upcast.setAccessible(true); // neither the record nor the method need be public
            return new Upcaster(to, upcast);
        } catch (NoSuchMethodException e) {
            throw new BatonException(
                    to.record().getName() + " has no method " + method + "("
                            + from.record().getName() + ")",
                    e);
        }
    }

    /**
     * Upcasts the older data.
     *
     * @throws UpcastFailedException if the method throws an exception or returns null
     */
    Record apply(Record older) throws UpcastFailedException {
        try {
            Record newer = (Record) method.invoke(null, older);
            if (newer == null) {
                throw new UpcastFailedException(
                        "it can't be upcast to " + to.type() + ": " + this + " returned null", null);
            }
            return newer;
        } catch (InvocationTargetException e) {
            throw new UpcastFailedException("it can't be upcast to " + to.type() + ": " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new BatonException("can't call " + this, e);
        }
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + "." + method.getName() + "()";
    }

    /** Thrown when the older data can't be converted to the newer version. */
    static final class UpcastFailedException extends Exception {

        UpcastFailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
