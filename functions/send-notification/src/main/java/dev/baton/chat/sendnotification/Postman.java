package dev.baton.chat.sendnotification;

import dev.baton.chat.events.NotificationRequested;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The sender of notifications by e-mail, over SMTP. Outside dev and test mode, e-mail is off if no mail server is
 * configured: nothing is sent, and the process logs a warning when it starts.
 */
@Singleton
class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);

    private final ReactiveMailer mailer;
    private final boolean off;
    private final Addresses addresses;
    private final String from;
    private final String domain;

    @Inject
    Postman(
            ReactiveMailer mailer,
            @ConfigProperty(name = "quarkus.mailer.host") Optional<String> server,
            NotificationConfig config) {
        this.mailer = mailer;
        this.off = server.isEmpty() && LaunchMode.current() == LaunchMode.NORMAL;
        this.addresses = new Addresses(config.address());
        this.from = config.from();
        this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "");
    }

    void sayIfOff(@Observes StartupEvent event) {
        if (off) {
            LOG.warn("E-MAIL IS OFF, so notifications by e-mail are not sent: set QUARKUS_MAILER_HOST to send them");
        }
    }

    Uni<Void> send(NotificationRequested request) {
        if (off) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().deferred(() -> mailer.send(mail(request)));
    }

    /**
     * Returns the e-mail. Its Message-ID is the notification's id, so that mail servers and readers recognise a
     * duplicate.
     */
    private Mail mail(NotificationRequested request) {
        return new Mail()
                .setFrom(from)
                .addTo(addresses.of(request.member()))
                .addHeader("Message-ID", "<" + Addresses.safe(request.notificationId()) + "@" + domain + ">")
                .setSubject(oneLine(request.sender()) + " in " + oneLine(request.room()))
                .setText(request.sender() + " wrote in " + request.room() + ":\n\n" + request.preview() + "\n");
    }

    /** Replaces control characters: a line break ends a header, so text from members must not contain one. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
