package dev.baton.triggers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that an HTTP client would not send. */
final class RawHttp {

    private static final int WAIT_MILLIS = 30_000;

    private RawHttp() {}

    /** Returns the status line of the answer, or nothing if the connection ends without one. */
    static String statusLine(TriggerBroker broker, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return firstLine(socket.getInputStream());
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0 && each != '\r'; each = in.read()) {
            line.append((char) each);
        }
        return line.toString();
    }
}
