package dev.baton.cases;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One connection of HTTP/2 (RFC 9113), frame by frame, for frames that a real client would not send. */
public final class Http2Sender implements AutoCloseable {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    /** GET / of host x, in HPACK. */
    public static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'x'};

    /** POST / of host x, in HPACK. */
    public static final byte[] POST = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'x'};

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LITTLE = 4_096;

    private final Socket socket;

    /** A frame that the server sent. */
    public record Frame(int type, int flags, int stream, byte[] payload) {}

    /** Speaks HTTP/2 from now on, over a connection that is open. */
    public Http2Sender(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        write(PREFACE);
        frame(SETTINGS, 0, 0);
    }

    /** Connects to a server that speaks HTTP/2 without encryption, and reads little of what the server sends. */
    public static Http2Sender connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new Http2Sender(socket);
    }

    public void frame(int type, int flags, int stream, byte... payload) throws IOException {
        write(bytes(type, flags, stream, payload));
    }

    /** Returns the bytes of a frame. */
    public static byte[] bytes(int type, int flags, int stream, byte... payload) {
        byte[] frame = new byte[9 + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[5] = (byte) (stream >> 24);
        frame[6] = (byte) (stream >> 16);
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Returns the next frame of this type and stream. Other frames are skipped. */
    public Frame await(int type, int stream) throws IOException {
        while (true) {
            Frame frame = read(new DataInputStream(socket.getInputStream()));
            if (frame.type() == type && frame.stream() == stream) {
                return frame;
            }
        }
    }

    private static Frame read(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        return new Frame(type, flags, stream, payload);
    }

    /** Reads until the server ends the connection. */
    public void awaitEnd() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // the rest does not matter
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is not cut", e);
        } catch (SocketException | EOFException e) {
            // it was cut
        }
    }

    /**
     * Sends the same frames again and again, and reads nothing, until the server ends the connection.
     *
     * @param most the number of times after which a server that goes on reading has failed
     */
    public void flood(Frames frames, int most) throws IOException {
        try {
            for (int i = 0; i < most; ) {
                ByteArrayOutputStream some = new ByteArrayOutputStream();
                for (int end = Math.min(most, i + 500); i < end; i++) {
                    some.writeBytes(frames.bytes(i));
                }
                write(some.toByteArray());
            }
        } catch (SocketException e) {
            return; // it was cut
        }
        awaitEnd();
    }

    /** The frames of one round of a flood. */
    @FunctionalInterface
    public interface Frames {
        byte[] bytes(int round);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
