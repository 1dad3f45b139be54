package dev.baton.chat.notifymembers;

import dev.baton.chat.events.Channel;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.NotificationRequested;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A function that requests one notification for each member of the room whom the message mentions ({@code @name}) or
 * who has no connection, except the sender: by e-mail for absent members, live for connected members. A notification's
 * id is the same however often the message is handled.
 */
public class NotifyMembers {

    private static final int PREVIEW = 80;

    private final Audiences audiences;

    @Inject
    NotifyMembers(Audiences audiences) {
        this.audiences = audiences;
    }

    @Funq
    public Uni<List<NotificationRequested>> notify(MessageLogged logged) {
        return audiences.of(logged.room()).map(audience -> notifications(logged, audience));
    }

    static List<NotificationRequested> notifications(MessageLogged logged, Audience audience) {
        Set<String> mentioned = audience.mentionedIn(logged.text());
        String preview = preview(logged.text());
        List<NotificationRequested> requests = new ArrayList<>();
        for (Member member : audience.members()) {
            boolean concerned = mentioned.contains(member.name()) || !member.connected();
            if (concerned && !member.name().equals(logged.sender())) {
                requests.add(request(logged, member, preview));
            }
        }
        return requests;
    }

    private static NotificationRequested request(MessageLogged logged, Member member, String preview) {
        return new NotificationRequested(
                notificationId(logged, member.name()),
                member.name(),
                member.connected() ? Channel.LIVE : Channel.EMAIL,
                logged.room(),
                logged.messageId(),
                logged.sender(),
                preview);
    }

    /** Returns the notification's id. Room and seq identify the message, and neither can contain a slash. */
    private static String notificationId(MessageLogged logged, String member) {
        String name = logged.room() + "/" + logged.seq() + "/" + member;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String preview(String text) {
        return text.codePointCount(0, text.length()) <= PREVIEW
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PREVIEW));
    }
}
