package dev.baton;

import io.cloudevents.CloudEvent;
import java.util.Set;

/** The event types of this application: every record annotated with {@link EventType} that the build found. Inject it anywhere. */
public interface EventCatalog {

    /** The CloudEvents types, sorted. */
    Set<String> types();

    /** Whether this application has a record for the CloudEvents {@code type}. */
    boolean knows(String type);

    /** The CloudEvents type of a record. */
    String typeOf(Class<? extends Record> record);

    /**
     * Reads and validates the data of an event.
     *
     * @throws EventRejectedException when the type is unknown, the data can't be read as its record, or it fails validation
     */
    Record read(CloudEvent event);
}
