package dev.baton.it.versions;

import dev.baton.EventContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows that both applications of the rolling upgrade keep of each move: the process that handled it, and the data
 * as that process read it.
 */
@Singleton
public class Moves {

    static final String CREATE_TABLE = """
            create table if not exists moves_move (
                id text primary key, piece text not null, number integer not null, note text not null, sent_as text not null,
                handled_by text not null, position bigint generated always as identity)""";

    @Entity(name = "MovesMove")
    @Table(name = "moves_move")
    static class Move {
        @Id
        String id = UUID.randomUUID().toString();

        String piece;
        int number;
        String note;

        @Column(name = "sent_as")
        String sentAs;

        @Column(name = "handled_by")
        String handledBy;
    }

    @Inject
    Mutiny.SessionFactory sessions;

    @ConfigProperty(name = "moves.process", defaultValue = "test")
    String process;

    Uni<Void> keep(String piece, int number, String note, EventContext context) {
        Move move = new Move();
        move.piece = piece;
        move.number = number;
        move.note = note;
        move.sentAs = context.type();
        move.handledBy = process;
        return sessions.withSession(session -> session.persist(move));
    }
}
