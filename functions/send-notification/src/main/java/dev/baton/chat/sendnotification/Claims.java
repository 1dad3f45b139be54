package dev.baton.chat.sendnotification;

import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.sendnotification.Claim.Earlier;
import dev.baton.chat.sendnotification.Claim.Ours;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;

/**
 * The claims on notifications. They commit at once, on a connection of their own: a claim outlives the delivery that made it,
 * whatever becomes of that.
 */
@Singleton
class Claims {

    /** No row when the claim is new: what another transaction inserted just now is not seen by this statement's select. */
    private static final String CLAIM = """
            insert into chat_notification (notification_id, member, channel) values ($1, $2, $3)
            on conflict (notification_id) do nothing""";

    private static final String EARLIER = "select claimed_at from chat_notification where notification_id = $1";
    private static final String RELEASE = "delete from chat_notification where notification_id = $1";

    private final Pool pool;

    @Inject
    Claims(Pool pool) {
        this.pool = pool;
    }

    Uni<Claim> claim(NotificationRequested request) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(request.notificationId(), request.member(), request.channel()))
                .chain(result -> result.rowCount() == 1 ? Uni.createFrom().item(new Ours()) : earlier(request));
    }

    /** Gives a claim of ours back, so that a later attempt may send. */
    Uni<Void> release(NotificationRequested request) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(request.notificationId()))
                .replaceWithVoid();
    }

    private Uni<Claim> earlier(NotificationRequested request) {
        return pool.preparedQuery(EARLIER)
                .execute(Tuple.of(request.notificationId()))
                .map(rows -> new Earlier(claimedAt(rows, request).toInstant()));
    }

    private static OffsetDateTime claimedAt(RowSet<Row> rows, NotificationRequested request) {
        for (Row row : rows) {
            return row.getOffsetDateTime(0);
        }
        throw new IllegalStateException("the claim on notification " + request.notificationId()
                + " was released just now by another attempt; a later attempt may send it");
    }
}
