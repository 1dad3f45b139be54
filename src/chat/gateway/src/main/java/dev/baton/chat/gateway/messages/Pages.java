package dev.baton.chat.gateway.messages;

import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.http.SharedMemory;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of the history that requests get. All of them together are bounded ({@code
 * chat.history.max-bytes-in-flight}), from when they are read until they are written. A client that takes longer than
 * {@code chat.socket.write-timeout} is cut off.
 */
@Singleton
class Pages {

    private static final String MEMORY = "chat.page-memory";
    private static final long SHARE_OF_HEAP = 16;
    private static final long LEAST = 1024 * 1024;

    /** A message in memory: its text, as characters of two bytes, and what is around it. */
    private static final int BYTES_PER_CHARACTER = 2;

    private static final int BYTES_PER_MESSAGE = 500;

    private final History history;
    private final Vertx vertx;
    private final long longestMillis;
    private final SharedMemory memory;

    Pages(History history, Vertx vertx, GatewayConfig config) {
        this.history = history;
        this.vertx = vertx;
        this.memory = new SharedMemory(
                config.history().maxBytesInFlight().map(MemorySize::asLongValue).orElseGet(Pages::shareOfHeap));
        this.longestMillis = config.socket().writeTimeout().toMillis();
    }

    private static long shareOfHeap() {
        return Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /**
     * Returns the messages after {@code after} in {@code seq} order, at most {@code limit}. Fails with a
     * {@link Problem} (503) if there is no room for them. Call {@link #write} for the answer. Call this method on the
     * request's event loop.
     */
    Uni<List<Message>> read(RoutingContext request, String room, long after, int limit) {
        SharedMemory.Part part = memory.part();
        request.put(MEMORY, part);
        request.addEndHandler(answered -> {
            if (answered.failed()) {
                part.free();
            }
        });
        return readOn(new ArrayList<>(), part, room, after, limit).onFailure().invoke(part::free);
    }

    private Uni<List<Message>> readOn(List<Message> found, SharedMemory.Part part, String room, long after, int limit) {
        return history.page(room, after, limit - found.size()).chain(page -> {
            for (Message message : page.messages()) {
                take(part, (long) BYTES_PER_CHARACTER * message.text().length() + BYTES_PER_MESSAGE);
            }
            found.addAll(page.messages());
            return page.full() && found.size() < limit
                    ? readOn(found, part, room, found.get(found.size() - 1).seq(), limit)
                    : Uni.createFrom().item(found);
        });
    }

    /** Writes the answer with messages that {@link #read} returned, and then frees their memory. */
    void write(RoutingContext request, byte[] json) {
        SharedMemory.Part part = request.get(MEMORY);
        try {
            take(part, json.length);
        } catch (Problem busy) {
            part.free();
            throw busy;
        }
        long tooSlow = vertx.setTimer(longestMillis, now -> cut(request));
        Future<Void> written = request.end(Buffer.buffer(json));
        written.onComplete(done -> {
            vertx.cancelTimer(tooSlow);
            part.free();
        });
    }

    /** Vert.x would first wait until everything is written, so a connection is closed below all handlers. */
    private static void cut(RoutingContext request) {
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.request().connection() instanceof ConnectionBase tcp) {
            tcp.channel().pipeline().firstContext().close();
        }
    }

    private static void take(SharedMemory.Part part, long bytes) {
        if (!part.take(bytes)) {
            throw Problem.busy("the pages of the history in flight have as many bytes as allowed"
                    + " (chat.history.max-bytes-in-flight): send the same request again");
        }
    }
}
