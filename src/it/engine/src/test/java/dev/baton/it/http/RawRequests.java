package dev.baton.it.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that are sent byte by byte, as no HTTP client would send them, each on its own connection. */
final class RawRequests {

    /** The result if there was no answer because the server cut the connection. */
    static final int CUT = 0;

    private static final int PATIENCE_MILLIS = 60_000;

    private final URI base;

    RawRequests(URI base) {
        this.base = base;
    }

    Socket open() throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /**
     * Returns the status of the answer to these bytes. A connection that is neither answered nor cut is stuck, and
     * fails the test.
     */
    int send(byte[] request) throws IOException {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // The server may answer, and close, before it has all of it.
            }
            return status(socket.getInputStream());
        }
    }

    static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    static void write(Socket socket, String part) throws IOException {
        socket.getOutputStream().write(bytes(part));
        socket.getOutputStream().flush();
    }

    /** Reads until the server ends the connection. */
    static void awaitEnd(InputStream in) throws IOException {
        try {
            while (in.read() >= 0) {
                // what is left of the answer
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is stuck: not cut", e);
        } catch (SocketException e) {
            // it was cut
        }
    }

    /** Returns the status of the next answer on the connection, or {@link #CUT} if there is none. */
    static int status(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is stuck: neither answered nor cut", e);
        } catch (SocketException e) {
            return CUT;
        }
        String[] words = line.toString(StandardCharsets.ISO_8859_1).split(" ");
        return words.length < 2 ? CUT : Integer.parseInt(words[1]);
    }
}
