package dev.baton.chat.logmessage;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.MessagePosted;
import io.quarkus.funqy.Funq;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A function that stores a posted message and gives it its place in the room: {@code seq} numbers the messages of each
 * room from 1 without gaps, in the order in which they are handled. The time is logged in microseconds, as the database
 * keeps it.
 */
public class LogMessage {

    private final RoomSequences sequences;

    @Inject
    LogMessage(RoomSequences sequences) {
        this.sequences = sequences;
    }

    @Funq
    public Uni<MessageLogged> log(MessagePosted posted) {
        return Panache.getSession().chain(session -> sequences
                .of(session, posted.room())
                .chain(sequence -> store(session, logged(posted, sequence.next()))));
    }

    private static Uni<MessageLogged> store(Mutiny.Session session, MessageLogged logged) {
        return session.persist(new Message(logged)).replaceWith(logged);
    }

    private static MessageLogged logged(MessagePosted posted, long seq) {
        return new MessageLogged(
                posted.messageId(),
                posted.room(),
                seq,
                posted.sender(),
                posted.text(),
                posted.sentAt().truncatedTo(ChronoUnit.MICROS),
                posted.replyTo());
    }
}
