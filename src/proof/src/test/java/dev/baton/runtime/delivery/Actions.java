package dev.baton.runtime.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the actions of the model are in Baton's code. */
final class Actions {

    /** What a worker does first, after it has ended what it did before. In between, no other action is possible. */
    private static final Set<String> BEGINNINGS =
            Set.of("checks for parked keys", "takes due events", "locks slots", "places a delayed event");

    /** The statement at which a worker waits before an action. */
    private static final Map<String, String> BEFORE = Map.ofEntries(
            Map.entry("checks for parked keys", "Retries.PARKED_KEYS"),
            Map.entry("recognises waiting events", "Inbox.HANDLED"),
            Map.entry("claims", "Inbox.CLAIM"),
            Map.entry("claims in vain", "Inbox.CLAIM"),
            Map.entry("handles", GatedInvoke.POINT),
            Map.entry("fails", GatedInvoke.POINT),
            Map.entry("fails permanently", GatedInvoke.POINT),
            Map.entry("parks", "Retries.LOCK_KEYS"),
            Map.entry("keeps the event for later", "Retries.LOCK_KEYS"),
            Map.entry("removes the event", "Retries.LOCK_KEYS"),
            Map.entry("removes the events", "Retries.LOCK_KEYS"),
            Map.entry("removes the event and gives up", "Retries.LOCK_KEYS"),
            Map.entry("releases the key", "Retries.LOCK_KEYS"),
            Map.entry("puts the event back", "Retries.FAILED_AGAIN"),
            Map.entry("holds the key", "Retries.HOLD"),
            Map.entry("gives up", "DeadLetters"),
            Map.entry("commits", GatedDatabase.COMMIT),
            Map.entry("commits the removal", GatedDatabase.COMMIT),
            Map.entry("takes due events", "TakenAtOnce.TAKE_DUE"),
            Map.entry("reads the events behind", "ParkedRuns.BEHIND"),
            Map.entry("locks slots", "DueSlots.LOCK"),
            Map.entry("reads", "Relay.READ"),
            Map.entry("places a delayed event", "Relay.PROMOTE"));

    private Actions() {}

    static boolean isBeginning(String action) {
        return BEGINNINGS.contains(action);
    }

    /** Returns the points at which a worker may wait before the action. */
    static List<String> before(String action) {
        if (action.contains("send")) {
            return List.of("send");
        }
        // A relay without a confirmed event has nothing to delete.
        return action.contains("delete")
                ? List.of("Relay.DELETE", GatedDatabase.COMMIT)
                : List.of(BEFORE.get(plain(action)));
    }

    /** Lets the worker take the action. */
    static void take(Gate gate, String action) {
        gate.advance(verdict(action));
        boolean oneStep = action.equals("puts the event back") || action.endsWith("delete");
        while ((oneStep || action.equals("deletes and commits")) && gate.at().equals(GatedDatabase.COMMIT)) {
            gate.advance("go on");
        }
    }

    private static String verdict(String action) {
        if (action.startsWith("does not send")) {
            return GatedSink.NOT_SENT;
        }
        if (action.startsWith("sends") && !action.endsWith("answer")) {
            return GatedSink.SENT;
        }
        return switch (plain(action)) {
            case "fails" -> GatedInvoke.FAIL;
            case "fails permanently" -> GatedInvoke.FAIL_PERMANENTLY;
            default -> action.endsWith("without an answer") ? GatedDatabase.WITHOUT_AN_ANSWER : "go on";
        };
    }

    /** Returns the action without how many events it concerns, and without what its worker learns of it. */
    private static String plain(String action) {
        return action.replace(" together", "").replace(" without an answer", "");
    }
}
