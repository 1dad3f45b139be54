package dev.baton.triggers.delivery;

import dev.baton.cloudevents.Event;
import java.net.URI;
import java.util.Base64;

/**
 * The event that the dead letter sink gets: the original event, with the failure in Knative's three extension
 * attributes.
 */
public final class DeadLetter {

    private static final int MOST_DATA = 1024;

    private DeadLetter() {}

    /** @param destination the address that the event could not be delivered to */
    public static Event of(Event event, URI destination, Failure failure) {
        return event.withExtension("knativeerrordest", destination.toString())
                .withExtension("knativeerrorcode", Integer.toString(failure.code()))
                .withExtension("knativeerrordata", encoded(failure.data()));
    }

    /** Returns the data in Base64, truncated to 1,024 characters, as in Knative. */
    private static String encoded(byte[] data) {
        String all = Base64.getEncoder().encodeToString(data);
        return all.length() <= MOST_DATA ? all : all.substring(0, MOST_DATA);
    }
}
