package dev.baton.proof.history;

import static java.util.Objects.requireNonNull;

import dev.baton.proof.history.Anomaly.Kind;
import dev.baton.proof.history.View.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares one view with the events from which it follows. */
final class ViewCheck {

    private final View view;
    private final Causes causes;
    private final List<Anomaly> found = new ArrayList<>();

    ViewCheck(View view, Causes causes) {
        this.view = view;
        this.causes = causes;
    }

    List<Anomaly> check() {
        Map<String, Seen> firsts = new LinkedHashMap<>();
        view.seen().forEach(seen -> repetition(firsts, seen));
        List<Seen> distinct = List.copyOf(firsts.values());
        oneOfEachCause(distinct);
        noneMissing(distinct);
        if (view.rules().contains(Rule.ORDERED)) {
            inOrder(distinct);
        }
        if (view.rules().contains(Rule.RUNS)) {
            runs();
        }
        return found;
    }

    private void repetition(Map<String, Seen> firsts, Seen seen) {
        Seen first = firsts.putIfAbsent(seen.id(), seen);
        if (first != null && view.rules().contains(Rule.ONCE)) {
            add(Kind.TWICE, seen.id(), "it is there again");
        } else if (first != null && view.rules().contains(Rule.SAME) && !first.equals(seen)) {
            add(Kind.CHANGED, seen.id(), "it was " + first + ", and is " + seen + " when repeated");
        }
    }

    private void oneOfEachCause(List<Seen> distinct) {
        Map<String, String> ids = new HashMap<>();
        for (Seen seen : distinct) {
            causes.impossible(seen.cause())
                    .ifPresent(kind -> add(kind, seen.id(), "its cause " + seen.cause() + " must not lead to it"));
            if (causes.isKnown(seen.cause()) && !view.expects().test(seen.cause())) {
                add(Kind.INVENTED, seen.id(), "nothing is expected from " + seen.cause());
            }
            String other = ids.put(seen.cause(), seen.id());
            if (other != null) {
                add(Kind.TWICE, seen.cause(), "both " + other + " and " + seen.id() + " follow from it");
            }
        }
    }

    private void noneMissing(List<Seen> distinct) {
        Set<String> present = new HashSet<>();
        distinct.forEach(seen -> present.add(seen.cause()));
        causes.certain().stream()
                .filter(event -> view.expects().test(event) && !present.contains(event))
                .forEach(event -> add(Kind.LOST, event, "nothing follows from it"));
    }

    private void inOrder(List<Seen> distinct) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        for (Seen seen : distinct) {
            if (causes.isKnown(seen.cause()) && known.add(seen.cause())) {
                keys.computeIfAbsent(seen.key(), any -> new ArrayList<>()).add(seen.cause());
            }
        }
        keys.forEach((key, inOrder) -> causes.tooEarly(inOrder)
                .ifPresent(event -> add(Kind.OUT_OF_ORDER, event, "it is before an earlier event of key " + key)));
    }

    /** A run continues with the next record of the key, begins again somewhere, or goes on where the longest ended. */
    private void runs() {
        Map<String, Map<String, Integer>> keys = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (Seen seen : view.seen()) {
            Map<String, Integer> places = keys.computeIfAbsent(seen.key(), any -> new HashMap<>());
            Integer known = places.putIfAbsent(seen.id(), places.size());
            if (known != null && known > requireNonNull(last.get(seen.key())) + 1) {
                add(Kind.OUT_OF_ORDER, seen.id(), "the records before it are missing in the repeated run");
            }
            last.put(seen.key(), places.get(seen.id()));
        }
    }

    private void add(Kind kind, String event, String detail) {
        found.add(new Anomaly(kind, view.name(), event, detail));
    }
}
