package dev.baton.chat.gateway.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The number of each user's sockets at this gateway, and the users whose change is not yet stored. Thread-safe. */
final class Connections {

    private final Map<String, Integer> sockets = new HashMap<>();
    private final Set<String> dirty = new HashSet<>();

    /** A change for the database: the users who are connected now, and those who no longer are. */
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

    /** Takes the changes since the last call. */
    synchronized Change take() {
        Change change = new Change(new ArrayList<>(), new ArrayList<>());
        dirty.forEach(user -> (sockets.containsKey(user) ? change.present() : change.absent()).add(user));
        dirty.clear();
        return change;
    }

    /** Puts back a change that the database did not store, so that it is written later. */
    synchronized void putBack(Change change) {
        dirty.addAll(change.present());
        dirty.addAll(change.absent());
    }

    /** Marks all connected users as changed, because the database has lost them. */
    synchronized void putBackAll() {
        dirty.addAll(sockets.keySet());
    }
}
