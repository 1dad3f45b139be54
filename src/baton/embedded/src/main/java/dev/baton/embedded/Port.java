package dev.baton.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1. */
public final class Port {

    public static final String HOST = "127.0.0.1";

    private Port() {}

    /** Returns a port that nothing listens on now. Another program may take it before the caller does. */
    public static int free() {
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException("No free port on " + HOST + ": " + e.getMessage(), e);
        }
    }

    /** Returns the port, or a free one for 0. Fails if something already listens on the port. */
    static int claim(String service, int port) {
        if (port == 0) {
            return free();
        }
        try (ServerSocket socket = bind(port)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            // The cause is left out because Quarkus' dev mode does not report a failure whose root is a BindException.
            throw new EmbeddedException(
                    ("The embedded %s cannot listen on %s:%d: %s. Stop the program that uses the port, or choose another"
                                    + " port: 0 selects a free one (for Dev Services: baton.devservices.%s.port).")
                            .formatted(service, HOST, port, e.getMessage(), service));
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
