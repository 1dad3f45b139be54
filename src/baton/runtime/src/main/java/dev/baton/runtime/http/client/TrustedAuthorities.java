package dev.baton.runtime.http.client;

import dev.baton.BatonException;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that are trusted for https: those of the JVM, and those that a SinkBinding names. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * Returns the trust options; empty if there are no certificates in addition to the JVM's own.
     *
     * @param pem certificates in PEM form
     * @param directory a directory of files with certificates; it need not exist
     */
    static Optional<TrustOptions> of(Optional<String> pem, Path directory) {
        List<Certificate> named = new ArrayList<>();
        pem.ifPresent(text -> named.addAll(parse(text, "baton.relay.sink-ca-certs (K_CA_CERTS)")));
        for (Path file : files(directory)) {
            named.addAll(parse(read(file), file + " (in baton.relay.sink-ca-directory)"));
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(TrustOptions.wrap(beside(named)));
    }

    /**
     * Returns the files with certificates, without entries that begin with two dots. Kubernetes uses those for the
     * targets to which a volume's files link.
     */
    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BatonException unreadable(Path path, IOException cause) {
        return new BatonException(
                "The certificate authorities of the relay can't be read from " + path
                        + ": let the process read it, or set baton.relay.sink-ca-directory to another",
                cause);
    }

    private static Collection<? extends Certificate> parse(String pem, String where) {
        Collection<? extends Certificate> certificates;
        try {
            certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new BatonException(where + " must contain certificates in PEM form: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new BatonException(where + " must contain certificates in PEM form but contains none");
        }
        return certificates;
    }

    private static TrustManager beside(List<Certificate> named) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            List<Certificate> certificates = new ArrayList<>(named);
            certificates.addAll(List.of(manager(null).getAcceptedIssuers()));
            for (int i = 0; i < certificates.size(); i++) {
                all.setCertificateEntry("ca-" + i, certificates.get(i));
            }
            return manager(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new BatonException(
                    "The certificate authorities of the relay can't be combined: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the trust manager of a key store.
     *
     * @param store the key store; null for the JVM's own
     */
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
