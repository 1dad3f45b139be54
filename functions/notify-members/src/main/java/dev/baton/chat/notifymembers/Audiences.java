package dev.baton.chat.notifymembers;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The audiences of the rooms. A delivery reads a room's audience once for all messages of its micro-batch. The audience
 * is never older than a message that it is used for, because all of them were logged before the delivery began.
 */
@Singleton
class Audiences {

    private static final Audience NOBODY = new Audience(List.of());

    private static final String MEMBERS = """
            select m.member, exists (
                select 1 from chat_connection c join chat_gateway g on g.id = c.gateway
                where c.member = m.member and g.seen_at > now() - make_interval(secs => ?2))
            from chat_member m where m.room = ?1 order by m.member""";

    private final double presenceSeconds;

    @Inject
    Audiences(NotifyConfig config) {
        presenceSeconds = config.presenceTimeout().toMillis() / 1000.0;
    }

    /** Returns the audience of a room, which is empty if the room does not exist. */
    Uni<Audience> of(String name) {
        return Panache.getSession()
                .chain(session -> session.find(Room.class, name).chain(room -> of(session, room)));
    }

    private Uni<Audience> of(Mutiny.Session session, Room room) {
        if (room == null || room.audience != null) {
            return Uni.createFrom().item(room == null ? NOBODY : room.audience);
        }
        return members(session, room.name).map(Audience::new).invoke(audience -> room.audience = audience);
    }

    private Uni<List<Member>> members(Mutiny.Session session, String room) {
        return session.createNativeQuery(MEMBERS, Object[].class)
                .setParameter(1, room)
                .setParameter(2, presenceSeconds)
                .setFlushMode(FlushMode.MANUAL)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Member((String) row[0], (Boolean) row[1]))
                        .toList());
    }
}
