package dev.baton.chat.gateway.messages;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.chat.events.MessagePosted;
import dev.baton.chat.events.MessagePostedV1;
import dev.baton.chat.gateway.rooms.Membership;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The conversion of members' posts into events. The event's id is the message's id, and its source is the member in the
 * room, so that a message posted again takes effect once.
 */
@ApplicationScoped
public class Posts {

    @Inject
    EventPublisher publisher;

    @Inject
    RateLimit rateLimit;

    @Inject
    Membership membership;

    @Inject
    Clock clock;

    /**
     * Checks whether the user may post to the room now.
     *
     * @throws dev.baton.chat.gateway.problems.Problem 429 if the user posts too fast; the {@link Uni} fails with 403 if
     *     the user is not a member
     */
    public Uni<Void> admit(String user, Post post) {
        rateLimit.check(user);
        return membership.require(post.room(), user);
    }

    /**
     * Stores an admitted message. Completes once it is committed to the outbox. Subscriptions made one after another
     * keep their order without waiting for each other.
     */
    public Uni<Void> store(String user, Post post) {
        // Milliseconds, so that the time is the same in the event, in the database, and in every browser.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return publisher.publish(
                NewEvent.of(posted(post, user, now), post.messageId(), source(post.room(), user), now));
    }

    /**
     * Returns the oldest version that can express the post, for consumers that know only that version, here or
     * elsewhere.
     */
    static Record posted(Post post, String user, Instant now) {
        return post.replyTo() == null
                ? new MessagePostedV1(post.messageId(), post.room(), user, post.text(), now)
                : new MessagePosted(post.messageId(), post.room(), user, post.text(), now, post.replyTo());
    }

    static URI source(String room, String user) {
        String encoded = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create("/chat/rooms/" + room + "/members/" + encoded);
    }
}
