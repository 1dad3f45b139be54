package dev.baton;

import io.cloudevents.CloudEvent;
import java.util.Set;

/** The event types of this application: every record annotated with {@link EventType} that the build found. Inject it anywhere. */
public interface EventCatalog {

    /** The CloudEvents types, sorted. */
    Set<String> types();

    /** Whether this application has a record for the CloudEvents {@code type}. */
    boolean knows(String type);

    /**
     * The CloudEvents type of a record.
     *
     * @throws BatonException when it is no event record of this application
     */
    String typeOf(Class<? extends Record> record);

    /**
     * The Kafka topic of a record's events: the oldest version of its type that this application has a record for.
     *
     * @throws BatonException when it is no event record of this application
     */
    String topicOf(Class<? extends Record> record);

    /**
     * Reads and validates the data of an event, as the newest version of its type: an older one is upcast ({@link Upcast}).
     *
     * @throws EventRejectedException when the type is unknown, the data can't be read as its record or can't be
     *     upcast, or it fails validation
     */
    Record read(CloudEvent event);
}
