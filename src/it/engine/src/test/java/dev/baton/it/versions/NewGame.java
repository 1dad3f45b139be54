package dev.baton.it.versions;

import dev.baton.Emits;
import dev.baton.EventContext;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;

/** The application after the upgrade: version 2 of a move has a note. */
public final class NewGame {

    @EventType("game.moved.v1")
    record MovedV1(@EventKey String piece, int number) {}

    @EventType("game.moved.v2")
    record Moved(@EventKey String piece, int number, String note) {
        @Upcast
        static Moved from(MovedV1 older) {
            return new Moved(older.piece(), older.number(), "");
        }
    }

    @EventType("game.new-player.v1")
    record Play(@EventKey String piece, int from, int to) {}

    /** Keeps every move. */
    public static class KeepMove {
        @Inject
        Moves moves;

        @Funq("keep-move")
        public Uni<Void> keep(Moved moved, @Context EventContext context) {
            return moves.keep(moved.piece(), moved.number(), moved.note(), context);
        }
    }

    /** A new sender: every third move has no note, and is sent as version 1. */
    public static class NewPlayer {
        @Funq
        @Emits({MovedV1.class, Moved.class})
        public List<Record> play(Play play) {
            return IntStream.range(play.from(), play.to())
                    .mapToObj(number -> move(play.piece(), number))
                    .toList();
        }

        private static Record move(String piece, int number) {
            return number % 3 == 0 ? new MovedV1(piece, number) : new Moved(piece, number, "note " + number);
        }
    }

    static final Class<?>[] CLASSES = {
        NewGame.class,
        MovedV1.class,
        Moved.class,
        Play.class,
        KeepMove.class,
        NewPlayer.class,
        Moves.class,
        Moves.Move.class
    };

    private NewGame() {}
}
