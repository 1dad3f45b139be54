package dev.baton.chat.gateway.rooms;

import dev.baton.EventTraces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** Rooms and members in PostgreSQL. */
@ApplicationScoped
class RoomStore {

    private static final String CREATE = """
            with created as (
                insert into chat_room (name) values ($1) on conflict do nothing returning name
            ), joined as (
                insert into chat_member (room, member) select name, member from created, unnest($2::text[]) as member
            )
            select count(*) from created""";

    private static final String ADD = "insert into chat_member (room, member) values ($1, $2) on conflict do nothing";

    private static final String IS_MEMBER = "select 1 from chat_member where room = $1 and member = $2";

    private static final String ROOMS_OF = """
            select mine.room, array(select member from chat_member where room = mine.room order by member) as members
            from chat_member mine where mine.member = $1 order by mine.room""";

    @Inject
    Pool pool;

    @Inject
    EventTraces traces;

    /** Creates a room with its members, or leaves an existing room as it is. Returns whether it was created. */
    Uni<Boolean> create(String room, Collection<String> members) {
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(room).addArrayOfString(members.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getLong(0) == 1);
    }

    Uni<Void> add(String room, String user) {
        return pool.preparedQuery(ADD).execute(Tuple.of(room, user)).replaceWithVoid();
    }

    Uni<Boolean> isMember(String room, String user) {
        return traces.background(pool.preparedQuery(IS_MEMBER).execute(Tuple.of(room, user)))
                .map(rows -> rows.size() > 0);
    }

    Uni<List<RoomView>> roomsOf(String user) {
        return pool.preparedQuery(ROOMS_OF)
                .mapping(RoomStore::view)
                .execute(Tuple.of(user))
                .map(rows -> rows.stream().toList());
    }

    private static RoomView view(Row row) {
        return new RoomView(row.getString("room"), List.of(row.getArrayOfStrings("members")));
    }
}
