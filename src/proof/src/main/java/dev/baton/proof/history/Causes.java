package dev.baton.proof.history;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The events from which a view follows. */
interface Causes {

    /** Returns the events that must lead to something, if the view expects them. */
    Collection<String> certain();

    /** Returns why the event must not lead to anything; empty if it may. */
    Optional<Anomaly.Kind> impossible(String event);

    /** Returns the first of these events, all different and of one key, that comes too early. */
    Optional<String> tooEarly(List<String> inOrder);

    /** Returns whether the cause is one that the view follows from, so that its order counts. */
    boolean isKnown(String event);
}
