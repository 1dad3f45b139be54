package dev.baton.local;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** In dev mode, and unless a port was configured: HTTP on 8080, or on the next free port when another process has it. */
public final class FreePort implements ConfigSourceFactory {
    static final int WANTED = 8080;

    private static final int TRIES = 100;
    /** Below every place where a user may configure the port. */
    private static final int ORDINAL = 50;
    /** System properties, for they outlive a live reload: then the bound port is taken, by this very process. */
    private static final String CHOSEN = "local.chosen-port";

    private static final String BOUND = "local.bound-port";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!context.getProfiles().contains("dev")) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(Map.of("quarkus.http.port", chosen()), "free port", ORDINAL));
    }

    /** Another process may take a port at any time: until one is bound, each call looks anew. */
    private static synchronized String chosen() {
        String bound = System.getProperty(BOUND);
        if (bound == null) {
            System.setProperty(CHOSEN, String.valueOf(firstFree(WANTED)));
        }
        return System.getProperty(CHOSEN);
    }

    static void bound(int port) {
        System.setProperty(BOUND, String.valueOf(port));
    }

    /** Whether this class chose the port, for want of the wanted one. */
    static boolean isOtherThanWanted(int port) {
        return port != WANTED && String.valueOf(port).equals(System.getProperty(CHOSEN));
    }

    /** Returns {@code wanted} itself when all tried are taken, so that the start fails with Quarkus' own message. */
    static int firstFree(int wanted) {
        for (int port = wanted; port < wanted + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        return wanted;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
