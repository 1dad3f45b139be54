package dev.baton.proof.history;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What another view shows, in the order of the first occurrences there. */
final class Before implements Causes {

    private final Map<String, Integer> places = new LinkedHashMap<>();

    Before(View view) {
        for (Seen seen : view.seen()) {
            places.putIfAbsent(seen.id(), places.size());
        }
    }

    @Override
    public Collection<String> certain() {
        return places.keySet();
    }

    @Override
    public boolean isKnown(String event) {
        return places.containsKey(event);
    }

    @Override
    public Optional<Anomaly.Kind> impossible(String event) {
        return isKnown(event) ? Optional.empty() : Optional.of(Anomaly.Kind.INVENTED);
    }

    @Override
    public Optional<String> tooEarly(List<String> inOrder) {
        for (int i = 1; i < inOrder.size(); i++) {
            if (requireNonNull(places.get(inOrder.get(i - 1))) > requireNonNull(places.get(inOrder.get(i)))) {
                return Optional.of(inOrder.get(i - 1));
            }
        }
        return Optional.empty();
    }
}
