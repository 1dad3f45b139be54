package dev.baton.runtime.schedule;

import dev.baton.BatonException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.time.Instant;

/**
 * A function with a schedule, as declared by its annotation.
 *
 * @param namespace the namespace of the application
 * @param function the function's name
 * @param cron the expression, before configuration is filled in
 * @param zone the time zone, before configuration is filled in
 * @param record the function's event record, with one component of type {@link Instant}
 */
record Schedule(String namespace, String function, String cron, String zone, Class<? extends Record> record) {

    /** Returns the CloudEvents {@code source} of the schedule's events. */
    URI source() {
        return URI.create("/" + namespace + "/schedules/" + function);
    }

    /** Returns the data of the event for this time. */
    Record event(Instant time) {
        try {
            Constructor<? extends Record> constructor = record.getDeclaredConstructor(Instant.class);
            constructor.setAccessible(true); // the record itself need not be public
            return constructor.newInstance(time);
        } catch (ReflectiveOperationException e) {
            throw new BatonException("can't make a " + record.getName() + " for the schedule of " + function, e);
        }
    }
}
