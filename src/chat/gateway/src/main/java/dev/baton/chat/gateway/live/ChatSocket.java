package dev.baton.chat.gateway.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.messages.History;
import dev.baton.chat.gateway.messages.Posts;
import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.rooms.Membership;
import dev.baton.http.SharedMemory;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** The WebSocket endpoint: subprotocol {@code baton.v1}. {@link SocketGate} has authenticated the caller. */
@WebSocket(path = SocketGate.PATH, inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final TypedKey<Opened> OPENED = new TypedKey<>("opened");

    private record Opened(Session session, Incoming incoming) {}

    @Inject
    GatewayConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    Sessions sessions;

    @Inject
    ServerFrames frames;

    @Inject
    History history;

    @Inject
    Posts posts;

    @Inject
    Membership membership;

    @Inject
    SharedMemory memory;

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        SocketGate.Guest guest = connection.userData().get(SocketGate.GUEST);
        EventLoop loop = new EventLoop(Vertx.currentContext());
        Session session = new Session(
                guest.caller(),
                new ConnectedSocket(connection, guest.connection(), loop),
                loop,
                loop::later,
                new Session.Parts(config.socket(), sessions::queueBytes, history, frames));
        connection
                .userData()
                .put(OPENED, new Opened(session, new Incoming(session, sessions, posts, membership, loop, memory)));
        sessions.opened(session);
    }

    @OnTextMessage
    @NonBlocking
    void text(String text, WebSocketConnection connection) {
        Opened opened = opened(connection);
        opened.session().run(session -> {
            session.alive();
            opened.incoming().accept(ClientFrame.read(text, json), text.length());
        });
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer bytes, WebSocketConnection connection) {
        Problem problem = Problem.malformed("a frame must be text, but this one was binary");
        opened(connection).session().run(session -> session.sendError(problem, null));
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        opened(connection).session().run(Session::alive);
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        sessions.closed(opened(connection).session());
    }

    /**
     * Closes the socket. Vert.x drops a message that is too large and only reports it, so that it could be lost
     * unnoticed.
     */
    @OnError
    @NonBlocking
    void error(Throwable failure, WebSocketConnection connection) {
        LOG.debugf(failure, "Socket failed: connection=%s", connection.id());
        Opened opened = opened(connection);
        if (opened != null && !connection.isClosed()) {
            opened.session().run(session -> session.close(Socket.TOO_BIG, "a frame may have at most 65,536 bytes"));
        }
    }

    private static Opened opened(WebSocketConnection connection) {
        return connection.userData().get(OPENED);
    }
}
