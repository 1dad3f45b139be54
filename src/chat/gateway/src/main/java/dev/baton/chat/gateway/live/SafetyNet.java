package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.History;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/**
 * Finds messages that no live event told of, as when the broker is away: what the history had one look ago, every socket
 * should have by now.
 */
@ApplicationScoped
class SafetyNet {

    @Inject
    History history;

    @Inject
    Sessions sessions;

    private volatile Map<String, Long> seenBefore = Map.of();

    /** One look. What is new in it is left to live events until the next one. */
    Uni<Void> look() {
        Collection<String> rooms = sessions.rooms();
        if (rooms.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return history.last(rooms).invoke(this::compare).replaceWithVoid();
    }

    private void compare(Map<String, Long> last) {
        last.keySet().stream()
                .filter(seenBefore::containsKey)
                .forEach(room -> sessions.exists(room, seenBefore.get(room)));
        seenBefore = last;
    }
}
