package dev.baton.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
public final class Port {

    public static final String HOST = "127.0.0.1";

    /**
     * A free port is below those that operating systems give to outgoing connections (Linux: from 32,768), one of which
     * could take it before a service listens on it, or between two starts of the service.
     */
    private static final int FIRST = 20_000;

    private static final int END = 30_000;
    private static final int TRIES = 1_000;

    /** A port is given once, because its taker may not listen on it yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Port() {}

    /** Returns a port that nothing listens on now. Another program may take it before the caller does. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new EmbeddedException(
                "No free port on %s was found from %d to %d, in %d tries: stop programs that use them"
                        .formatted(HOST, FIRST, END - 1, TRIES));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
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
