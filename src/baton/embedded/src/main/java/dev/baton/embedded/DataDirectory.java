package dev.baton.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a service's data: either a given one, which is kept, or a temporary one. */
final class DataDirectory {

    private final String service;
    private final Optional<Path> kept;
    private @Nullable Path path;

    DataDirectory(String service, Optional<Path> kept) {
        this.service = service;
        this.kept = kept.map(Path::toAbsolutePath);
    }

    /** Returns the directory. Creates it if it does not exist. */
    Path open() {
        try {
            if (path == null) {
                path = kept.isPresent() ? kept.get() : Files.createTempDirectory("baton-" + service + "-");
            }
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "The embedded %s cannot create its data directory %s: %s. Choose one that this user can write to."
                            .formatted(service, kept.map(Path::toString).orElse("in java.io.tmpdir"), e),
                    e);
        }
    }

    boolean isTemporary() {
        return kept.isEmpty();
    }

    /** Removes the data if it is temporary. */
    void close() {
        if (!isTemporary() || path == null) {
            return;
        }
        try {
            delete(path);
            path = null;
        } catch (IOException e) {
            throw new EmbeddedException(
                    "The embedded %s cannot remove its temporary data in %s: %s".formatted(service, path, e), e);
        }
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
