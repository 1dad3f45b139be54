package dev.baton.chat.sendnotification;

import dev.baton.chat.events.NotificationRequested;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Writes the e-mail of a notification and hands it to SMTP. */
@Singleton
class Postman {

    private final ReactiveMailer mailer;
    private final Addresses addresses;
    private final String from;
    private final String domain;

    @Inject
    Postman(ReactiveMailer mailer, NotificationConfig config) {
        this.mailer = mailer;
        this.addresses = new Addresses(config.address());
        this.from = config.from();
        this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "");
    }

    Uni<Void> send(NotificationRequested request) {
        return Uni.createFrom().deferred(() -> mailer.send(mail(request)));
    }

    /** Its Message-ID is the notification's id, so that mail servers and readers know one they have had. */
    private Mail mail(NotificationRequested request) {
        return new Mail()
                .setFrom(from)
                .addTo(addresses.of(request.member()))
                .addHeader("Message-ID", "<" + Addresses.safe(request.notificationId()) + "@" + domain + ">")
                .setSubject(oneLine(request.sender()) + " in " + oneLine(request.room()))
                .setText(request.sender() + " wrote in " + request.room() + ":\n\n" + request.preview() + "\n");
    }

    /** A header ends with its line, so nothing of a member's making may hold a line break. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
