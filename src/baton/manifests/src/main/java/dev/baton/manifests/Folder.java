package dev.baton.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder with the committed manifests. Files that were not generated are left unchanged. */
public final class Folder {

    private final Path root;

    public Folder(Path root) {
        this.root = root;
    }

    /** Returns the differences from the generated files, one sentence each. */
    public List<String> differences(Map<String, String> generated) {
        List<String> differences = new ArrayList<>();
        generated.forEach((path, text) -> {
            Path file = root.resolve(path);
            if (!Files.exists(file)) {
                differences.add(file + " is missing");
            } else if (!read(file).equals(text)) {
                differences.add(file + " differs from line " + firstDifference(read(file), text) + " onwards");
            }
        });
        stale(generated).forEach(file -> differences.add(file + " no longer belongs to any function"));
        return differences;
    }

    /**
     * Writes the files that differ, deletes files that are no longer generated, and returns the written and deleted
     * files.
     */
    public List<Path> write(Map<String, String> generated) {
        List<Path> changed = new ArrayList<>();
        try {
            for (Map.Entry<String, String> each : generated.entrySet()) {
                Path file = root.resolve(each.getKey());
                if (!Files.exists(file) || !read(file).equals(each.getValue())) {
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, each.getValue());
                    changed.add(file);
                }
            }
            for (Path file : stale(generated)) {
                Files.delete(file);
                changed.add(file);
            }
            return changed;
        } catch (IOException e) {
            throw new ManifestsException("the manifests can't be written to " + root + ": " + e.getMessage(), e);
        }
    }

    /** Returns all YAML files in the order of their paths. */
    public List<Path> files() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> stale(Map<String, String> generated) {
        return files().stream()
                .filter(file ->
                        !generated.containsKey(root.relativize(file).toString().replace('\\', '/')))
                .filter(file -> read(file).startsWith(Manifests.HEADER))
                .toList();
    }

    private static long firstDifference(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        int line = 0;
        while (line < Math.min(lines.size(), others.size()) && lines.get(line).equals(others.get(line))) {
            line++;
        }
        return line + 1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ManifestsException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
