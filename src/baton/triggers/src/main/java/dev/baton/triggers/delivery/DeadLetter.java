package dev.baton.triggers.delivery;

import dev.baton.cloudevents.Event;
import java.net.URI;
import java.util.Base64;

/** An event as the dead letter sink gets it: itself, and why it was given up on in Knative's three extension attributes. */
public final class DeadLetter {

    private static final int MOST_DATA = 1024;

    private DeadLetter() {}

    /** @param destination where it could not be delivered to */
    public static Event of(Event event, URI destination, Failure failure) {
        return event.withExtension("knativeerrordest", destination.toString())
                .withExtension("knativeerrorcode", Integer.toString(failure.code()))
                .withExtension("knativeerrordata", encoded(failure.data()));
    }

    /** Base64, cut at 1,024 characters, as Knative does it. */
    private static String encoded(byte[] data) {
        String all = Base64.getEncoder().encodeToString(data);
        return all.length() <= MOST_DATA ? all : all.substring(0, MOST_DATA);
    }
}
