package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class UnprivilegedTest {

    @Test
    void neverRunsAsRoot() throws Exception {
        assertThat(userId(Unprivileged.detect())).isNotEqualTo("0");
    }

    /** The behaviour in containers that forbid user namespaces. */
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void rootCanRunADatabaseAsNobody() throws Exception {
        Unprivileged nobody = Unprivileged.asNobody();
        assertThat(userId(nobody)).isEqualTo("65534");
        try (EmbeddedDatabase database = new EmbeddedDatabase(Placement.temporary(), Map.of(), nobody).start()) {
            assertThat(Files.getOwner(database.data()).getName()).isEqualTo("nobody");
            assertThat(database.connect().isValid(5)).isTrue();
        }
    }

    private static String userId(Unprivileged unprivileged) throws Exception {
        Process process = new ProcessBuilder(unprivileged.command(List.of("id", "-u"))).start();
        return new String(process.getInputStream().readAllBytes()).trim();
    }
}
