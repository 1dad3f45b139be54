package dev.baton.proof.history;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent to a system, what it answered, and what can be seen in it after everything has settled. Knows nothing
 * of the system: only the identities, keys, and times of its events count.
 */
public final class History {

    /** The name under which a view follows from the sent events. */
    public static final String SENT = "sent";

    private final List<Sent> sent;
    private final Map<String, View> views = new LinkedHashMap<>();

    public History(List<Sent> sent) {
        this.sent = List.copyOf(sent);
    }

    /**
     * Adds a view, after the view that it follows from.
     *
     * @throws IllegalArgumentException if that view is not known, or another view has the name
     */
    public History with(View view) {
        if (!view.of().equals(SENT) && !views.containsKey(view.of())) {
            throw new IllegalArgumentException("view " + view.name() + " follows from " + view.of()
                    + ", which is not known: add that first; known are " + views.keySet());
        }
        if (view.name().equals(SENT) || views.putIfAbsent(view.name(), view) != null) {
            throw new IllegalArgumentException("there are two views " + view.name());
        }
        return this;
    }

    /** Returns all anomalies; empty if the history is right. */
    public List<Anomaly> anomalies() {
        List<Anomaly> found = new ArrayList<>();
        Sends sends = Sends.of(sent);
        for (View view : views.values()) {
            if (view.of().equals(SENT)) {
                found.addAll(new ViewCheck(view, sends).check());
            } else {
                found.addAll(new ViewCheck(view, new Before(requireNonNull(views.get(view.of())))).check());
            }
        }
        found.addAll(sends.wrongReplies());
        return found;
    }
}
