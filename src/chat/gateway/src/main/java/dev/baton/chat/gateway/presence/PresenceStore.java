package dev.baton.chat.gateway.presence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/** Gateways and their connections in PostgreSQL. All times are the database's. */
@ApplicationScoped
class PresenceStore {

    private static final String BEAT = """
            insert into chat_gateway (id, seen_at) values ($1, now())
            on conflict (id) do update set seen_at = now() returning xmax = 0 as is_new""";

    private static final String SWEEP =
            "delete from chat_gateway where seen_at < now() - make_interval(secs => $1) and id <> $2";

    private static final String CHANGE = """
            with gone as (
                delete from chat_connection where gateway = $1 and member = any($3::text[])
            )
            insert into chat_connection (gateway, member) select $1, member from unnest($2::text[]) as member
            on conflict do nothing""";

    private static final String LEAVE = "delete from chat_gateway where id = $1";

    @Inject
    Pool pool;

    /** Records that the gateway is alive. Returns whether the database did not know it. */
    Uni<Boolean> beat(UUID gateway) {
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(gateway))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Removes the other gateways that have had no heartbeat for {@code staleAfter}, and their connections. */
    Uni<Void> sweep(UUID self, Duration staleAfter) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(staleAfter.toMillis() / 1000.0, self))
                .replaceWithVoid();
    }

    Uni<Void> apply(UUID gateway, Connections.Change change) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(gateway)
                        .addArrayOfString(change.present().toArray(String[]::new))
                        .addArrayOfString(change.absent().toArray(String[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> leave(UUID gateway) {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(gateway)).replaceWithVoid();
    }
}
