package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.Post;
import dev.baton.chat.gateway.messages.Posts;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.rooms.Membership;
import dev.baton.http.SharedMemory;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one client, handled one after another so that its posts keep their order. A post counts as handled once
 * it has been passed to the store. The next frame doesn't wait for its commit, so that the posts of one socket share
 * commits. The number of unanswered frames is bounded, and those of all sockets share the memory for the bodies of
 * requests. Runs on the socket's event loop.
 */
final class Incoming {

    private static final long BYTES_PER_CHARACTER = 2;
    private static final Problem BUSY = Problem.busy(
            "the frames and bodies in flight have as many bytes as allowed (baton.http.max-bytes-in-flight):"
                    + " send the same frame again");

    private record Waiting(ClientFrame frame, SharedMemory.Part memory) {}

    private final Session session;
    private final Sessions sessions;
    private final Posts posts;
    private final Membership membership;
    private final Executor loop;
    private final SharedMemory memory;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int storing;
    private boolean handling;
    private boolean draining;

    Incoming(
            Session session,
            Sessions sessions,
            Posts posts,
            Membership membership,
            Executor loop,
            SharedMemory memory) {
        this.session = session;
        this.sessions = sessions;
        this.posts = posts;
        this.membership = membership;
        this.loop = loop;
        this.memory = memory;
        session.answering(() -> handling || storing > 0 || !waiting.isEmpty());
    }

    /** @param length how many characters the frame has */
    void accept(ClientFrame frame, int length) {
        if (waiting.size() + storing >= session.parts().limits().pendingFrames()) {
            waiting.forEach(each -> each.memory().free());
            waiting.clear();
            session.close(Socket.POLICY_VIOLATION, "too many frames without waiting for an answer");
            return;
        }
        SharedMemory.Part part = memory.part();
        boolean fits = part.take(BYTES_PER_CHARACTER * length);
        waiting.add(new Waiting(fits ? frame : new ClientFrame.Refused(BUSY, messageId(frame)), part));
        drain();
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!handling && !waiting.isEmpty()) {
                handling = true;
                handle(waiting.poll());
            }
        } finally {
            draining = false;
        }
    }

    private void handle(Waiting next) {
        Uni.createFrom()
                .deferred(() -> handling(next))
                .subscribe()
                .with(
                        done -> loop.execute(this::handled),
                        failure -> loop.execute(() -> {
                            next.memory().free();
                            try {
                                session.sendFailure(failure, messageId(next.frame()));
                            } finally {
                                handled();
                            }
                        }));
    }

    private void handled() {
        handling = false;
        drain();
    }

    private Uni<Void> handling(Waiting next) {
        ClientFrame frame = next.frame();
        if (frame instanceof ClientFrame.Posted posted) {
            return posts.admit(session.user(), posted.post())
                    .emitOn(loop)
                    .invoke(() -> store(posted.post(), next.memory()));
        }
        next.memory().free();
        if (frame instanceof ClientFrame.Join join) {
            return membership
                    .require(join.room(), session.user())
                    .emitOn(loop)
                    .chain(() ->
                            session.follow(join.room(), join.after(), () -> sessions.following(session, join.room())));
        }
        ClientFrame.Refused refused = (ClientFrame.Refused) frame;
        session.sendError(refused.problem(), refused.messageId());
        return Uni.createFrom().voidItem();
    }

    private void store(Post post, SharedMemory.Part part) {
        storing++;
        Uni.createFrom()
                .deferred(() -> posts.store(session.user(), post))
                .onTermination()
                .invoke(part::free)
                .subscribe()
                .with(
                        done -> loop.execute(() -> {
                            storing--;
                            session.send(session.parts().frames().accepted(post.messageId()));
                        }),
                        failure -> loop.execute(() -> {
                            storing--;
                            session.sendFailure(failure, post.messageId());
                        }));
    }

    private static @Nullable String messageId(ClientFrame frame) {
        return frame instanceof ClientFrame.Posted posted ? posted.post().messageId() : null;
    }
}
