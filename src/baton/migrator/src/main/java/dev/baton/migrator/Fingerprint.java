package dev.baton.migrator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A hash of texts and files. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the code of a class of this package. */
    void add(Class<?> type) {
        try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            add(type.getName());
            add(code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the names and the content of the files. */
    void add(Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            add(name);
            add(content);
        });
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
