package dev.baton.cases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connection to an HTTP server, byte by byte. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOST_BYTES = 10_000;

    private final Socket socket;

    public RawConnection(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /** Takes over a connection that is open. */
    public RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public RawConnection write(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the next line that comes, without its end. It is empty if the connection ends. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0 && next != '\n';
                    next = socket.getInputStream().read()) {
                line.write(next);
            }
        } catch (SocketException e) {
            return ""; // it was cut
        }
        return line.toString(ISO_8859_1).strip();
    }

    /** Reads a head, and returns its first line. */
    public String head() throws IOException {
        String first = line();
        while (!line().isEmpty()) {
            // the headers
        }
        return first;
    }

    /** Reads a head, and returns its first line and the value of this header, which may have any case. */
    public String head(String header) throws IOException {
        StringBuilder head = new StringBuilder(line());
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, header + ":", 0, header.length() + 1)) {
                head.append(", ").append(line.substring(header.length() + 1).strip());
            }
        }
        return head.toString();
    }

    /** Reads until the server ends the connection. */
    public void awaitEnd() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // the rest of an answer
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is not cut", e);
        } catch (SocketException e) {
            // it was cut
        }
    }

    /** Sends one byte after another, so that the connection is never idle, until the server ends it. */
    public void trickle(char each) throws IOException {
        try {
            for (int i = 0; i < MOST_BYTES && !ended(); i++) {
                write(String.valueOf(each));
            }
        } catch (SocketException e) {
            return; // it was cut
        }
        awaitEnd();
    }

    /** Returns whether the connection ends within the time in which nobody would call it idle. */
    private boolean ended() throws IOException {
        socket.setSoTimeout(20);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
