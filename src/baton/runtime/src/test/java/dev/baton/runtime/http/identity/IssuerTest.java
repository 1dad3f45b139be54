package dev.baton.runtime.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.http.client.BearerToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

    @TempDir
    Path account;

    @BeforeEach
    void serviceAccount() throws IOException {
        Files.writeString(account.resolve("ca.crt"), "");
    }

    @Test
    void withoutANameItIsTheClusterWhoseNameCounts() {
        Issuer issuer = Issuer.of(Optional.empty(), Optional.empty(), account);

        assertThat(issuer.discovery()).isEqualTo("https://kubernetes.default.svc/.well-known/openid-configuration");
        assertThat(issuer.name()).isEmpty();
        assertThat(issuer.authorities()).contains(account.resolve("ca.crt"));
        assertThat(issuer.token()).map(BearerToken::file).contains(account.resolve("token"));
    }

    @Test
    void theClusterMayBeNamedInFull() {
        Issuer issuer =
                Issuer.of(Optional.of("https://kubernetes.default.svc.cluster.local"), Optional.empty(), account);

        assertThat(issuer.name()).contains("https://kubernetes.default.svc.cluster.local");
        assertThat(issuer.authorities()).contains(account.resolve("ca.crt"));
        assertThat(issuer.token()).map(BearerToken::file).contains(account.resolve("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example/id/", "https://kubernetes.default.svc-evil.example"})
    void noOtherIssuerGetsTheTokenOfTheServiceAccount(String name) {
        Issuer issuer = Issuer.of(Optional.of(name), Optional.empty(), account);

        assertThat(issuer.discovery())
                .endsWith(".example" + (name.endsWith("/") ? "/id" : "") + "/.well-known/openid-configuration");
        assertThat(issuer.name()).contains(name);
        assertThat(issuer.authorities()).isEmpty();
        assertThat(issuer.token()).isEmpty();
    }
}
