package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of the repository. ManifestsIT in src/local, where the functions are known, tests that they are up to date.
 */
class CommittedManifestsTest extends ManifestsContract {

    private static final Path REPOSITORY =
            Path.of("..", "..", "..").toAbsolutePath().normalize();

    @Override
    Path folder() {
        return REPOSITORY.resolve("deployment/knative");
    }

    /** The folders of the functions. */
    @Override
    List<String> functions() {
        try (Stream<Path> folders = Files.list(REPOSITORY.resolve("functions"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code runAsNonRoot} alone refuses an image whose user is a name, or root. */
    @ParameterizedTest
    @ValueSource(strings = {"Containerfile.jvm", "Containerfile.native"})
    void theUserOfAnImageIsANumberOtherThanZero(String file) throws IOException {
        List<String> users = Files.readAllLines(
                        REPOSITORY.resolve("deployment/images").resolve(file))
                .stream()
                .filter(line -> line.startsWith("USER "))
                .toList();

        assertThat(users.get(users.size() - 1)).matches("USER [1-9][0-9]*(:[0-9]+)?");
    }

    /** The definitions of Knative, in a folder next to the repository. */
    @Test
    void everyResourceFitsItsCustomResourceDefinition(@TempDir Path directory) throws IOException {
        Path definitions = REPOSITORY.resolveSibling("shared").resolve("knative-crds");
        Assumptions.assumeTrue(Files.isDirectory(definitions), "no " + definitions);
        List<Path> files = new Folder(folder()).files();
        Crds crds = new Crds(definitions);

        assertThat(crds.problems(files)).isEmpty();
        assertThat(crds.covered(files)).isGreaterThan(3L * functions().size());
        Path changed = directory.resolve("changed.yaml");
        for (Resource each : senderIdentity().changed(knative())) {
            Files.writeString(changed, each.json().toString());
            assertThat(crds.problems(List.of(changed))).as(each.id()).isEmpty();
            // Knative defines its own kinds; the relay is a Deployment, which Kubernetes defines.
            assertThat(crds.covered(List.of(changed)))
                    .as(each.id())
                    .isEqualTo(each.id().contains(".knative.dev/") ? 1 : 0);
        }
    }
}
