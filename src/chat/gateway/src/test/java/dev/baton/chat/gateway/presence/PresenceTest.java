package dev.baton.chat.gateway.presence;

import static dev.baton.chat.gateway.Rest.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.chat.gateway.Backend;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PresenceTest {

    @Inject
    Presence presence;

    @Inject
    Backend backend;

    @Inject
    Pool pool;

    @Test
    void aGatewayThatIsGoneIsRemovedWithItsConnections() {
        String user = "stale " + newId();
        UUID gone = UUID.randomUUID();
        pool.preparedQuery("insert into chat_gateway (id, seen_at) values ($1, now() - interval '31 seconds')")
                .executeAndAwait(Tuple.of(gone));
        pool.preparedQuery("insert into chat_connection (gateway, member) values ($1, $2)")
                .executeAndAwait(Tuple.of(gone, user));

        presence.beat().await().atMost(Backend.PATIENCE);

        assertThat(gateways(gone)).isZero();
        assertThat(backend.connections(user)).isZero();
        assertThat(gateways(presence.gateway())).isOne();
    }

    @Test
    void aGatewayThatWasTakenForGoneComesBackWithItsConnections() {
        String user = "back " + newId();
        presence.opened(user);
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 1);
        pool.preparedQuery("delete from chat_gateway where id = $1").executeAndAwait(Tuple.of(presence.gateway()));
        assertThat(backend.connections(user)).isZero();

        presence.beat().await().atMost(Backend.PATIENCE);

        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 1);
        presence.closed(user);
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 0);
    }

    private long gateways(UUID id) {
        return pool.preparedQuery("select count(*) from chat_gateway where id = $1")
                .executeAndAwait(Tuple.of(id))
                .iterator()
                .next()
                .getLong(0);
    }
}
