package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.History;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/**
 * A periodic check for messages that no live event announced, for example while the broker is down. By now, every
 * socket should have the messages that the history held at the previous check.
 */
@ApplicationScoped
class SafetyNet {

    @Inject
    History history;

    @Inject
    Sessions sessions;

    private volatile Map<String, Long> seenBefore = Map.of();

    /** Runs one check. Messages that are new since the previous check are left to live events until the next one. */
    Uni<Void> look() {
        Collection<String> rooms = sessions.rooms();
        if (rooms.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return history.last(rooms).invoke(this::compare).replaceWithVoid();
    }

    private void compare(Map<String, Long> last) {
        last.keySet().forEach(room -> {
            Long seen = seenBefore.get(room);
            if (seen != null) {
                sessions.exists(room, seen);
            }
        });
        seenBefore = last;
    }
}
