package dev.baton.migrator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes jars and directories of text files for tests. */
final class JarFiles {

    private JarFiles() {}

    static Path directory(Path root, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return root;
    }

    static Path jar(Path jar, Map<String, String> files) throws IOException {
        Set<String> folders = new LinkedHashSet<>();
        for (String name : files.keySet()) {
            for (int i = name.indexOf('/'); i >= 0; i = name.indexOf('/', i + 1)) {
                folders.add(name.substring(0, i + 1));
            }
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String folder : folders) {
                out.putNextEntry(new JarEntry(folder));
            }
            write(files, out);
        }
        return jar;
    }

    static Path jarWithoutDirectories(Path jar, Map<String, String> files) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            write(files, out);
        }
        return jar;
    }

    private static void write(Map<String, String> files, JarOutputStream out) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            out.putNextEntry(new JarEntry(file.getKey()));
            out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }
}
