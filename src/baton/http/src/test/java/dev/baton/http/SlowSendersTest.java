package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cases.Http2Flood;
import dev.baton.cases.Http2Sender;
import dev.baton.cases.RawConnection;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders that take their time, against a server whose handler limits bodies under /limited. */
class SlowSendersTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String BODY = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
    private static final byte[] POST_LIMITED = {
        (byte) 0x83, (byte) 0x86, 0x04, 8, '/', 'l', 'i', 'm', 'i', 't', 'e', 'd', 0x41, 1, 'x'
    };

    private static final Servers SERVERS = new Servers();

    private static int plain;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        SERVERS.start(folder);
        plain = SERVERS.plain();
    }

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @Test
    void headsThatDoNotEndAreCut() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        for (String begun : List.of("", "G", "PO", "PRI * HT", "GET / HTTP/1.1\r\nHost: x\r\n")) {
            connections.add(new RawConnection(plain).write(begun));
        }
        for (RawConnection connection : connections) {
            connection.awaitEnd();
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nHost: x\r\nX: "})
    void aHeadThatComesByteByByteIsCut(String begun) throws IOException {
        try (RawConnection connection = new RawConnection(plain)) {
            connection.write(begun).trickle('x');
        }
    }

    @Test
    void laterHeadsAreCutAsWell() throws IOException {
        try (RawConnection connection = new RawConnection(plain)) {
            assertThat(connection.write(GET).head()).contains("200");
            assertThat(connection.write(GET).head()).contains("200");
            connection.write("G").trickle('x');
        }
    }

    @Test
    void connectionsMayBeIdleBetweenRequests() throws IOException {
        try (RawConnection connection = new RawConnection(plain)) {
            for (int i = 0; i < 2; i++) {
                assertThat(connection.write(GET).head()).contains("200");
                othersAreCut();
            }
        }
    }

    @Test
    void bodiesAreCutWhereTheHandlerWantsIt() throws IOException {
        try (RawConnection limited = new RawConnection(plain);
                RawConnection trickling = new RawConnection(plain);
                RawConnection unlimited = new RawConnection(plain)) {
            unlimited.write(BODY.formatted("/"));
            limited.write(BODY.formatted("/limited") + "1").awaitEnd();
            trickling.write(BODY.formatted("/limited").replace("5", "500000")).trickle('1');

            assertThat(unlimited.write("12345").head()).contains("200");
        }
        try (RawConnection inTime = new RawConnection(plain)) {
            assertThat(inTime.write(BODY.formatted("/limited") + "12345").head())
                    .contains("200");
            othersAreCut();
            assertThat(inTime.write(BODY.formatted("/limited") + "12345").head())
                    .contains("200");
        }
    }

    @Test
    void webSocketsStay() throws IOException {
        try (RawConnection socket = new RawConnection(plain)) {
            socket.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            assertThat(socket.head()).contains("101");
            String frame = "\u0081\u0082\0\0\0\0a\n";
            assertThat(socket.write(frame).line()).endsWith("a");
            socket.write(frame.substring(0, 3));
            othersAreCut();
            assertThat(socket.write(frame.substring(3)).line()).endsWith("a");
        }
    }

    @Test
    void otherProtocolsAreLeftAlone() throws IOException {
        try (RawConnection connection = new RawConnection(SERVERS.echo())) {
            othersAreCut();
            assertThat(connection.write("a\n").line()).isEqualTo("a");
            othersAreCut();
            assertThat(connection.write("b\n").line()).isEqualTo("b");
        }
    }

    @Test
    void framesAndHeaderBlocksThatDoNotEndAreCut() throws IOException {
        byte[] block = Http2Sender.bytes(Http2Sender.HEADERS, Http2Sender.END_STREAM, 1, (byte) 0x82);
        List<Http2Sender> senders = new ArrayList<>();
        for (byte[] begun : new byte[][] {{0}, {0, 0, 1, 6}, {0, 0, 9, 6, 0, 0, 0, 0, 0, 1}, block}) {
            senders.add(Http2Sender.connect(plain));
            senders.get(senders.size() - 1).write(begun);
        }
        for (Http2Sender sender : senders) {
            sender.awaitEnd();
            sender.close();
        }
    }

    @Test
    void anHttp2ConnectionMayBeIdleAndItsSlowBodiesEndAlone() throws IOException {
        try (Http2Sender sender = Http2Sender.connect(plain)) {
            answersOverHttp2(sender, 1);
        }
    }

    private static void answersOverHttp2(Http2Sender sender, int first) throws IOException {
        Servers.CUT_OFF.clear();
        get(sender, first);
        othersAreCut();
        sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS, first + 2, POST_LIMITED);
        sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS, first + 4, Http2Sender.POST);
        sender.frame(Http2Sender.DATA, 0, first + 2, (byte) 'x');
        sender.await(Http2Sender.RST_STREAM, first + 2);
        assertThat(Servers.CUT_OFF.poll()).isInstanceOf(StreamResetException.class);
        get(sender, first + 6);
        sender.frame(Http2Sender.DATA, Http2Sender.END_STREAM, first + 4, (byte) 'x');
        sender.await(Http2Sender.HEADERS, first + 4);
    }

    private static void get(Http2Sender sender, int stream) throws IOException {
        sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS | Http2Sender.END_STREAM, stream, Http2Sender.GET);
        sender.await(Http2Sender.HEADERS, stream);
    }

    @Test
    void anUpgradeToHttp2ChangesNothing() throws IOException {
        Socket socket = new Socket("127.0.0.1", plain);
        try (RawConnection connection = new RawConnection(socket)) {
            connection.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: \r\n\r\n");
            assertThat(connection.head()).contains("101");
            Http2Sender sender = new Http2Sender(socket);
            sender.await(Http2Sender.HEADERS, 1);
            answersOverHttp2(sender, 3);
            sender.write(new byte[] {0, 0, 9, 6});
            sender.awaitEnd();
        }
    }

    @Test
    void encryptedHeadsAreCut() throws Exception {
        try (RawConnection silent = new RawConnection(SERVERS.encrypt("http/1.1"));
                RawConnection slow = new RawConnection(SERVERS.encrypt("http/1.1"))) {
            slow.write("GET / HTTP/1.1\r\nHost: x\r\n").awaitEnd();
            silent.awaitEnd();
        }
        try (RawConnection connection = new RawConnection(SERVERS.encrypt("http/1.1"))) {
            assertThat(connection.write(GET).head()).contains("200");
            othersAreCut();
            assertThat(connection.write(GET).head()).contains("200");
        }
    }

    @Test
    void encryptedFramesAreCut() throws Exception {
        try (Http2Sender sender = new Http2Sender(SERVERS.encrypt("h2"))) {
            answersOverHttp2(sender, 1);
            sender.write(new byte[] {0, 0, 9, 6});
            sender.awaitEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    void floodsEnd(Http2Flood flood) throws IOException {
        flood.send(plain);
    }

    /** When another connection is cut, one that began before it would have been, too. */
    private static void othersAreCut() throws IOException {
        try (RawConnection other = new RawConnection(plain)) {
            other.awaitEnd();
        }
    }
}
