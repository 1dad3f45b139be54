package dev.baton.chat.gateway.rooms;

import dev.baton.chat.gateway.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a user is a member of a room. Members are never removed, so that what is true once stays true and is kept in
 * memory; what is false is asked again.
 */
@ApplicationScoped
public class Membership {

    private static final int MOST_KEPT = 100_000;

    private record Member(String room, String user) {}

    @Inject
    RoomStore store;

    private final Map<Member, Boolean> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Member, Boolean> eldest) {
            return size() > MOST_KEPT;
        }
    });

    /**
     * Completes when the user is a member, at once when that is known. Fails with the same {@link Problem} 403 whether the
     * room has other members or does not exist: who is no member learns nothing of a room.
     */
    public Uni<Void> require(String room, String user) {
        Member member = new Member(room, user);
        if (known.get(member) != null) {
            return Uni.createFrom().voidItem();
        }
        return store.isMember(room, user).invoke(is -> check(member, is)).replaceWithVoid();
    }

    private void check(Member member, boolean is) {
        if (!is) {
            throw Problem.forbidden("'" + member.user + "' is no member of a room '" + member.room + "'");
        }
        known.put(member, true);
    }
}
