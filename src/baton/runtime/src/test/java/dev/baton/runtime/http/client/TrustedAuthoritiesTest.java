package dev.baton.runtime.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {

    @TempDir
    Path directory;

    @Test
    void withNothingNamedTheJvmsOwnAuthoritiesAreLeftAsTheyAre() {
        assertThat(TrustedAuthorities.of(Optional.empty(), directory)).isEmpty();
        assertThat(TrustedAuthorities.of(Optional.empty(), directory.resolve("none")))
                .isEmpty();
    }

    @Test
    void whatIsNoCertificateIsSaidWithItsPlace() throws Exception {
        assertThatThrownBy(() -> TrustedAuthorities.of(Optional.of("rubbish"), directory))
                .isInstanceOf(BatonException.class)
                .hasMessageStartingWith("baton.relay.sink-ca-certs (K_CA_CERTS) must contain certificates in PEM form");

        Path file = Files.writeString(directory.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\nrubbish\n");
        assertThatThrownBy(() -> TrustedAuthorities.of(Optional.empty(), directory))
                .isInstanceOf(BatonException.class)
                .hasMessageStartingWith(
                        file + " (in baton.relay.sink-ca-directory) must contain certificates in PEM form");
    }
}
