package dev.baton.it.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of 127.0.0.1 that is its own authority, made by the JDK's keytool. */
public final class ServerCertificate {

    public static final String PASSWORD = "changeit";

    private final Path store;
    private final Path pem;

    private ServerCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** Returns the certificate with this name in the directory, and creates it if it does not exist yet. */
    public static ServerCertificate in(Path directory, String name) {
        ServerCertificate certificate =
                new ServerCertificate(directory.resolve(name + ".p12"), directory.resolve(name + ".pem"));
        if (!Files.exists(certificate.pem)) {
            certificate.keytool(
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-validity",
                    "1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1");
            certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
        }
        return certificate;
    }

    /** Returns the PKCS #12 store with the key. Its password is {@link #PASSWORD}. */
    public Path store() {
        return store;
    }

    /** Returns the file with the certificate. */
    public Path file() {
        return pem;
    }

    String pem() {
        try {
            return Files.readString(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).inheritIO().start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + line);
            }
        } catch (IOException e) {
            throw new IllegalStateException("keytool can't be started: " + line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
