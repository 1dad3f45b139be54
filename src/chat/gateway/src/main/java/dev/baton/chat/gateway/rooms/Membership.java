package dev.baton.chat.gateway.rooms;

import dev.baton.chat.gateway.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The membership of users in rooms. Members are never removed, so a positive answer stays true and is cached. A
 * negative answer is not cached.
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
     * Completes if the user is a member, at once if that is cached. Fails with the same {@link Problem} 403 whether the
     * room has other members or does not exist, so that a user who is not a member learns nothing about a room.
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
            throw Problem.forbidden("'" + member.user + "' is not a member of a room '" + member.room + "'");
        }
        known.put(member, true);
    }
}
