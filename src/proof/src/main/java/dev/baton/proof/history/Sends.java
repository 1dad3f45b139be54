package dev.baton.proof.history;

import static java.util.Objects.requireNonNull;

import dev.baton.proof.history.Anomaly.Kind;
import dev.baton.proof.history.Sent.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The sent events. One event of a stream comes before another if it was accepted before the other was first sent.
 * Nothing else is known about their order: an attempt without an answer may take effect at any later time.
 */
final class Sends implements Causes {

    /**
     * All attempts to send one event.
     *
     * @param first when the first attempt began
     * @param accepted when the first attempt that was accepted ended; {@link Long#MAX_VALUE} if none was
     */
    private record Event(String stream, long first, long accepted, boolean possible) {

        static final Event NONE = new Event("", Long.MAX_VALUE, Long.MAX_VALUE, false);

        Event and(Sent attempt) {
            long end = attempt.answer() == Answer.ACCEPTED ? attempt.returned() : Long.MAX_VALUE;
            return new Event(
                    attempt.invoked() < first ? attempt.stream() : stream,
                    Math.min(first, attempt.invoked()),
                    Math.min(accepted, end),
                    possible || attempt.answer() != Answer.REFUSED);
        }

        boolean isAccepted() {
            return accepted != Long.MAX_VALUE;
        }
    }

    private final List<Sent> sent;
    private final Map<String, Event> events = new LinkedHashMap<>();

    private Sends(List<Sent> sent) {
        this.sent = sent;
        sent.forEach(attempt ->
                events.merge(attempt.event(), Event.NONE.and(attempt), (before, one) -> before.and(attempt)));
    }

    static Sends of(List<Sent> sent) {
        return new Sends(sent);
    }

    @Override
    public Collection<String> certain() {
        return events.keySet().stream()
                .filter(event -> requireNonNull(events.get(event)).isAccepted())
                .toList();
    }

    @Override
    public boolean isKnown(String event) {
        return events.containsKey(event);
    }

    @Override
    public Optional<Kind> impossible(String event) {
        Event known = events.get(event);
        if (known == null) {
            return Optional.of(Kind.INVENTED);
        }
        return known.possible() ? Optional.empty() : Optional.of(Kind.WRONGLY_ACKNOWLEDGED);
    }

    /** Looks at each stream from its end, and remembers which of the later events was accepted first. */
    @Override
    public Optional<String> tooEarly(List<String> inOrder) {
        Map<String, Long> acceptedLater = new HashMap<>();
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Event event = requireNonNull(events.get(inOrder.get(i)));
            if (acceptedLater.getOrDefault(event.stream(), Long.MAX_VALUE) < event.first()) {
                return Optional.of(inOrder.get(i));
            }
            acceptedLater.merge(event.stream(), event.accepted(), Math::min);
        }
        return Optional.empty();
    }

    /** Returns the events that got different replies. */
    List<Anomaly> wrongReplies() {
        Map<String, TreeSet<String>> replies = new LinkedHashMap<>();
        for (Sent attempt : sent) {
            if (attempt.reply() != null) {
                replies.computeIfAbsent(attempt.event(), any -> new TreeSet<>()).add(attempt.reply());
            }
        }
        List<Anomaly> wrong = new ArrayList<>();
        replies.forEach((event, different) -> {
            if (different.size() > 1) {
                wrong.add(new Anomaly(Kind.WRONGLY_ACKNOWLEDGED, History.SENT, event, "its replies are " + different));
            }
        });
        return wrong;
    }
}
