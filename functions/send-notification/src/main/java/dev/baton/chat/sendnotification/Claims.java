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
 * The claims on notifications. A claim commits at once, on a separate connection, so that it outlives the delivery that
 * made it, whatever the outcome of that delivery.
 */
@Singleton
class Claims {

    /**
     * Inserts no row if there is a claim. {@link #EARLIER} then reads it: a select in this statement can't see a row
     * that another transaction has just inserted.
     */
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

    /** Releases a claim of this attempt, so that a later attempt may send. */
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
