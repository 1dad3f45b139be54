package dev.baton.chat.gateway.ingress;

import dev.baton.chat.gateway.problems.Codes;
import dev.baton.chat.gateway.problems.Problem;
import io.cloudevents.CloudEvent;
import java.util.Set;
import java.util.TreeSet;

/** The check of events from other producers: certain types are allowed, and none of the platform's own sources. */
final class Admission {

    /**
     * The prefix of the platform's own sources: the gateway's, whose events are messages of members, and the
     * functions'.
     */
    private static final String OWN_SOURCES = "/chat/";

    private final Set<String> types;

    Admission(Set<String> types) {
        this.types = new TreeSet<>(types);
    }

    /** @throws Problem 422 if the type is not allowed or the source is one of the platform's own */
    void check(CloudEvent event) {
        if (!types.contains(event.getType())) {
            throw Problem.ofStatus(
                    422,
                    Codes.UNKNOWN_TYPE,
                    "event " + event.getId() + " has the type '" + event.getType() + "', but producers may send only "
                            + types + " (chat.ingress.types)");
        }
        if (event.getSource().toString().startsWith(OWN_SOURCES)) {
            throw Problem.ofStatus(
                    422,
                    Codes.INVALID,
                    "event " + event.getId() + " has the source '" + event.getSource()
                            + "', but sources that begin with " + OWN_SOURCES
                            + " are the platform's own: name the producer, for example /irc");
        }
    }
}
