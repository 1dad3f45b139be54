package dev.baton.it.versions;

import dev.baton.EventContext;
import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;

/** The application before the upgrade, which knows only version 1. */
public final class OldGame {

    @EventType("game.moved.v1")
    record Moved(@EventKey String piece, int number) {}

    @EventType("game.old-player.v1")
    record Play(@EventKey String piece, int from, int to) {}

    /** Keeps every move. */
    public static class KeepMove {
        @Inject
        Moves moves;

        @Funq
        public Uni<Void> move(Moved moved, @Context EventContext context) {
            return moves.keep(moved.piece(), moved.number(), "", context);
        }
    }

    /** An old sender. */
    public static class OldPlayer {
        @Funq
        public List<Moved> move(Play play) {
            return IntStream.range(play.from(), play.to())
                    .mapToObj(number -> new Moved(play.piece(), number))
                    .toList();
        }
    }

    static final Class<?>[] CLASSES = {
        OldGame.class, Moved.class, Play.class, KeepMove.class, OldPlayer.class, Moves.class, Moves.Move.class
    };

    private OldGame() {}
}
