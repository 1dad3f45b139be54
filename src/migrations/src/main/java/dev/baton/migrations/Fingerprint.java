package dev.baton.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A hash of texts and of files on the class path. */
final class Fingerprint {

    private final ClassLoader classLoader;
    private final MessageDigest digest;

    Fingerprint(ClassLoader classLoader) {
        this.classLoader = classLoader;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file from this class's own class path. */
    void addFile(String name) {
        try (InputStream file = Fingerprint.class.getClassLoader().getResourceAsStream(name)) {
            add(name);
            add(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds all files of all folders with this name, in class path order and, within a folder, by name. */
    void addFolder(String name) {
        add(name);
        try {
            for (URL folder : Collections.list(classLoader.getResources(name))) {
                if (folder.openConnection() instanceof JarURLConnection jar) {
                    addFolderOf(jar);
                } else {
                    addFolderOf(Path.of(URI.create(folder.toString())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFolderOf(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            add(folder.relativize(file).toString());
            add(Files.readAllBytes(file));
        }
    }

    private void addFolderOf(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        String prefix = connection.getEntryName().replaceFirst("/*$", "/");
        try (JarFile jar = connection.getJarFile()) {
            List<String> names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
            for (String name : names) {
                add(name.substring(prefix.length()));
                add(jar.getInputStream(jar.getEntry(name)).readAllBytes());
            }
        }
    }

    /** Adds the bytes after their length, so that two texts in a row differ from their concatenation. */
    private void add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
