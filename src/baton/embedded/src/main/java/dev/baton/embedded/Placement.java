package dev.baton.embedded;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The location of an embedded service: its port on 127.0.0.1 and its data directory.
 *
 * @param port the port, or 0 for a free one, which is chosen at the first start and kept for later starts
 * @param directory the data directory, created if missing; empty for a temporary directory, which is removed when the
 *     service is closed or this JVM ends
 */
public record Placement(int port, Optional<Path> directory) {

    public Placement {
        Objects.requireNonNull(directory, "directory");
        if (port < 0 || port > 65535) {
            throw new EmbeddedException("The port of an embedded service must be 0 (free) to 65535 but was " + port);
        }
    }

    /** Returns a placement with a free port and temporary data. */
    public static Placement temporary() {
        return new Placement(0, Optional.empty());
    }

    public Placement onPort(int port) {
        return new Placement(port, directory);
    }

    public Placement keptIn(Path directory) {
        return new Placement(port, Optional.of(directory));
    }
}
