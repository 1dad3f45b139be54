package dev.baton;

import io.cloudevents.CloudEvent;
import java.util.Set;

/**
 * The event types of this application: every record annotated with {@link EventType} that the build found. Inject it
 * anywhere.
 */
public interface EventCatalog {

    /** Returns the CloudEvents types, sorted. */
    Set<String> types();

    /** Returns whether this application has a record for the CloudEvents {@code type}. */
    boolean knows(String type);

    /**
     * Returns the CloudEvents type of a record.
     *
     * @throws BatonException if the class is not an event record of this application
     */
    String typeOf(Class<? extends Record> record);

    /**
     * Returns the Kafka topic of a record's events. It has the name of the oldest version of the type for which this
     * application has a record.
     *
     * @throws BatonException if the class is not an event record of this application
     */
    String topicOf(Class<? extends Record> record);

    /**
     * Reads and validates the data of an event as the newest version of its type. Data of an older version is upcast
     * ({@link Upcast}).
     *
     * @throws EventRejectedException if the type is unknown, or if the data can't be read as its record, can't be
     *     upcast, or fails validation
     */
    Record read(CloudEvent event);
}
