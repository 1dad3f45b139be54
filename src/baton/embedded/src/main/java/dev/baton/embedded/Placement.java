package dev.baton.embedded;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an embedded service lives: its port on 127.0.0.1 and the directory of its data.
 *
 * @param port the port, or 0 for a free one, which is chosen at the first start and stays the service's
 * @param directory where the data is kept, created if missing; empty for a temporary one that goes when the service is closed or
 *     this JVM ends
 */
public record Placement(int port, Optional<Path> directory) {

    public Placement {
        Objects.requireNonNull(directory, "directory");
        if (port < 0 || port > 65535) {
            throw new EmbeddedException("The port of an embedded service must be 0 (free) to 65535 but was " + port);
        }
    }

    /** A free port, temporary data. */
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
