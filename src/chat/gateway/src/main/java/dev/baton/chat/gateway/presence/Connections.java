package dev.baton.chat.gateway.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many sockets each user has here, and for which users the database doesn't say so yet. Safe for several threads. */
final class Connections {

    private final Map<String, Integer> sockets = new HashMap<>();
    private final Set<String> dirty = new HashSet<>();

    /** What the database is to learn: who is connected now, and who is not any more. */
    record Change(List<String> present, List<String> absent) {

        boolean isEmpty() {
            return present.isEmpty() && absent.isEmpty();
        }
    }

    synchronized void opened(String user) {
        if (sockets.merge(user, 1, Integer::sum) == 1) {
            dirty.add(user);
        }
    }

    synchronized void closed(String user) {
        if (sockets.merge(user, -1, (before, one) -> before == 1 ? null : before - 1) == null) {
            dirty.add(user);
        }
    }

    /** Takes what has changed since the last time. */
    synchronized Change take() {
        Change change = new Change(new ArrayList<>(), new ArrayList<>());
        dirty.forEach(user -> (sockets.containsKey(user) ? change.present() : change.absent()).add(user));
        dirty.clear();
        return change;
    }

    /** The database did not learn of the change: it is to be told later. */
    synchronized void putBack(Change change) {
        dirty.addAll(change.present());
        dirty.addAll(change.absent());
    }

    /** The database has forgotten everything. */
    synchronized void putBackAll() {
        dirty.addAll(sockets.keySet());
    }
}
