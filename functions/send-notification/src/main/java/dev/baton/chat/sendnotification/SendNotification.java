package dev.baton.chat.sendnotification;

import dev.baton.PermanentFailureException;
import dev.baton.chat.events.Channel;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.NotificationSent;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * A function that sends a notification at most once per {@code notificationId}. It claims a notification before the
 * e-mail goes to SMTP, and the claim commits separately. If SMTP clearly rejects the e-mail, or the failure came before
 * it was handed over, the claim is released. If it is unknown whether an e-mail was sent, it counts as sent and is
 * never sent again.
 */
public class SendNotification {

    private static final Logger LOG = Logger.getLogger(SendNotification.class);

    private final Claims claims;
    private final Postman postman;
    private final Clock clock;

    @Inject
    SendNotification(Claims claims, Postman postman, Clock clock) {
        this.claims = claims;
        this.postman = postman;
        this.clock = clock;
    }

    @Funq
    public Uni<NotificationSent> send(NotificationRequested request) {
        return switch (request.channel()) {
            case Channel.LIVE, Channel.EMAIL -> claims.claim(request).chain(claim -> send(request, claim));
            default ->
                throw new PermanentFailureException("notification " + request.notificationId()
                        + " asks for channel '" + request.channel() + "': only " + Channel.EMAIL + " and "
                        + Channel.LIVE
                        + " are known");
        };
    }

    private Uni<NotificationSent> send(NotificationRequested request, Claim claim) {
        if (claim instanceof Claim.Earlier earlier) {
            return Uni.createFrom().item(sent(request, earlier.at()));
        }
        return leave(request).map(ignored -> sent(request, clock.instant()));
    }

    /** Sends an e-mail. A live notification counts as sent once it is recorded: the gateways see the event itself. */
    private Uni<Void> leave(NotificationRequested request) {
        return request.channel().equals(Channel.LIVE)
                ? Uni.createFrom().voidItem()
                : postman.send(request).onFailure().recoverWithUni(failure -> failed(request, failure));
    }

    private Uni<Void> failed(NotificationRequested request, Throwable failure) {
        return switch (SmtpFailure.of(failure)) {
            case REFUSED_PERMANENTLY ->
                release(
                        request,
                        new PermanentFailureException(
                                "SMTP permanently rejects notification " + request.notificationId() + ": "
                                        + failure.getMessage(),
                                failure));
            case NOT_SENT -> release(request, failure);
            case UNKNOWN -> {
                LOG.warnf(
                        failure,
                        "It is not known whether the notification was sent; it counts as sent: notificationId=%s",
                        request.notificationId());
                yield Uni.createFrom().voidItem();
            }
        };
    }

    private Uni<Void> release(NotificationRequested request, Throwable failure) {
        return claims.release(request).chain(() -> Uni.createFrom().failure(failure));
    }

    private static NotificationSent sent(NotificationRequested request, Instant at) {
        return new NotificationSent(
                request.notificationId(), request.member(), request.channel(), at.truncatedTo(ChronoUnit.MICROS));
    }
}
