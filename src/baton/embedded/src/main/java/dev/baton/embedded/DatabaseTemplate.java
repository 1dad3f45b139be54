package dev.baton.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A data directory with content, created once on this machine and copied for each temporary database. Its name is a
 * hash of everything that it depends on (PostgreSQL's binaries, the options of initdb, settings, content), so that any
 * change leads to a new template.
 */
final class DatabaseTemplate implements InitialData {

    private static final Duration KEPT_UNUSED = Duration.ofDays(1);

    private final Path templates;
    private final Map<String, String> settings;
    private final DatabaseContent content;
    private final Unprivileged unprivileged;

    DatabaseTemplate(Path templates, Map<String, String> settings, DatabaseContent content, Unprivileged unprivileged) {
        this.templates = templates;
        this.settings = Map.copyOf(settings);
        this.content = content;
        this.unprivileged = unprivileged;
    }

    /** Returns the directory of this user's templates on this machine. */
    static Path cache() {
        return PostgresBinaries.cache().resolve("databases");
    }

    @Override
    public void writeTo(Path home) throws IOException {
        Path template = templates.resolve(name());
        if (!Files.exists(template)) {
            Files.createDirectories(templates);
            removeUnused();
            make(template);
        }
        Files.setLastModifiedTime(template, FileTime.from(Instant.now()));
        copy(template, home.resolve("data"));
    }

    /**
     * Creates the template. Several processes may do this at once: each creates its own copy, and the first to finish
     * renames its copy to {@code template}.
     */
    private void make(Path template) throws IOException {
        Path making = Files.createTempDirectory(templates, "making-");
        try {
            Placement placement = Placement.temporary().keptIn(making);
            try (EmbeddedDatabase database = new EmbeddedDatabase(placement, settings, unprivileged)) {
                database.startWith(content);
            }
            Files.move(making.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(template)) {
                throw e;
            }
        } finally {
            DataDirectory.delete(making);
        }
    }

    /** Removes templates that were not used for a day, and unfinished ones that killed processes left. */
    private void removeUnused() throws IOException {
        Instant limit = Instant.now().minus(KEPT_UNUSED);
        try (Stream<Path> all = Files.list(templates)) {
            for (Path each : all.toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(limit)) {
                    DataDirectory.delete(each);
                }
            }
        }
    }

    private String name() {
        String parts = String.join(
                "\n",
                PostgresBinaries.unpacked().getFileName().toString(),
                Initdb.OPTIONS.toString(),
                EmbeddedDatabase.NAME + EmbeddedDatabase.USER + EmbeddedDatabase.PASSWORD,
                new TreeMap<>(settings).toString(),
                content.fingerprint());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> parentsFirst;
        try (Stream<Path> tree = Files.walk(from)) {
            parentsFirst = tree.toList();
        }
        for (Path each : parentsFirst) {
            Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
