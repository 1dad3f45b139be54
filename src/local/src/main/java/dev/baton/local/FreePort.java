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

/** The HTTP port in dev mode if none is configured: 8080, or the next free port if another process uses that. */
public final class FreePort implements ConfigSourceFactory {
    static final int WANTED = 8080;

    private static final int TRIES = 100;
    /** Lower than the ordinal of every place where a user may configure the port. */
    private static final int ORDINAL = 50;
    /** System properties, because they outlive a live reload, during which this very process holds the bound port. */
    private static final String CHOSEN = "local.chosen-port";

    private static final String BOUND = "local.bound-port";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!context.getProfiles().contains("dev")) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(Map.of("quarkus.http.port", chosen()), "free port", ORDINAL));
    }

    /** Returns the chosen port. Until a port is bound, each call looks again, because another process may take it. */
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

    /** Returns whether this class chose the port because the wanted one was taken. */
    static boolean isOtherThanWanted(int port) {
        return port != WANTED && String.valueOf(port).equals(System.getProperty(CHOSEN));
    }

    /**
     * Returns {@code wanted} itself if all tried ports are taken, so that the start fails with Quarkus' own message.
     */
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
