package dev.baton.chat.gateway.live;

import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.room;
import static dev.baton.chat.gateway.Rest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.gateway.Backend;
import dev.baton.chat.gateway.ChatClient;
import dev.baton.chat.gateway.LittlePatience;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Clients that open a socket and then don't read it. */
@QuarkusTest
@TestProfile(LittlePatience.class)
class SlowReaderTest {

    private static final int MESSAGES = 1_000;
    private static final int TRY_AGAIN_LATER = 1013;

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    Backend backend;

    private final String slow = "slow " + newId();

    @Test
    void aClientThatFallsBehindLiveMessagesIsClosedAndOthersAreNot() throws IOException {
        String room = room(slow, "ada");
        try (Sleeper sleeper = new Sleeper();
                ChatClient ada = ChatClient.connect(gateway, token("ada")).join(room, 0)) {
            sleeper.join(room);
            List<MessageLogged> messages = large(room);
            backend.logAll(messages.subList(0, 1));
            backend.tell(messages.get(0));
            assertThat(ada.next().getLong("seq")).isEqualTo(1);

            backend.logAll(messages.subList(1, MESSAGES));
            backend.tellAll(messages);

            assertThat(ada.next(MESSAGES - 1)).last().matches(frame -> frame.getLong("seq") == MESSAGES);
            await().atMost(Backend.PATIENCE).until(() -> backend.connections(slow) == 0);
        }
    }

    @Test
    void aClientThatDoesNotReadItsHistoryIsClosed() throws IOException {
        String room = room(slow);
        backend.logAll(large(room));
        try (Sleeper sleeper = new Sleeper()) {
            sleeper.join(room);
            await().atMost(Backend.PATIENCE).until(() -> backend.connections(slow) == 1);

            await().atMost(Backend.PATIENCE).until(() -> backend.connections(slow) == 0);
        }
    }

    @Test
    void aClientThatReadsAgainLearnsWhy() throws IOException {
        String room = room(slow);
        backend.logAll(large(room));
        try (Sleeper sleeper = new Sleeper()) {
            sleeper.join(room);
            long stalled = System.nanoTime() + 4_000_000_000L;
            await().atMost(Backend.PATIENCE).until(() -> System.nanoTime() > stalled);

            assertThat(sleeper.readToTheCloseCode()).isEqualTo(TRY_AGAIN_LATER);
        }
    }

    @Test
    void aClientThatReadsSlowlyGetsEverything() {
        String room = room("ada");
        backend.logAll(large(room));
        try (ChatClient ada = ChatClient.connect(gateway, token("ada")).join(room, 0)) {
            assertThat(ada.next(MESSAGES)).last().matches(frame -> frame.getLong("seq") == MESSAGES);
        }
    }

    private static List<MessageLogged> large(String room) {
        String text = "x".repeat(8_000);
        return LongStream.rangeClosed(1, MESSAGES)
                .mapToObj(seq -> Backend.message(room, seq, text))
                .toList();
    }

    /** A hand-written WebSocket client with a small receive buffer that it does not empty. */
    private final class Sleeper implements AutoCloseable {

        private final Socket socket = new Socket();

        Sleeper() throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            String request = String.join(
                    "\r\n",
                    "GET /ws HTTP/1.1",
                    "Host: " + gateway.getAuthority(),
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Protocol: baton.v1, bearer." + token(slow),
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            readHead();
        }

        private void readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 101");
        }

        void join(String room) throws IOException {
            byte[] frame =
                    ("{\"type\":\"join\",\"room\":\"" + room + "\",\"after\":0}").getBytes(StandardCharsets.UTF_8);
            byte[] mask = new byte[4];
            ThreadLocalRandom.current().nextBytes(mask);
            byte[] bytes = new byte[6 + frame.length];
            bytes[0] = (byte) 0x81;
            bytes[1] = (byte) (0x80 | frame.length);
            System.arraycopy(mask, 0, bytes, 2, 4);
            for (int i = 0; i < frame.length; i++) {
                bytes[6 + i] = (byte) (frame[i] ^ mask[i % 4]);
            }
            socket.getOutputStream().write(bytes);
        }

        int readToTheCloseCode() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length;
                byte[] payload = in.readNBytes(length);
                if (payload.length < length) {
                    throw new EOFException("the connection was cut without a close frame");
                }
                if (opcode == 8) {
                    return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
