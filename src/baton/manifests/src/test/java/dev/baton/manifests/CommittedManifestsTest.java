package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

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

    /** The definitions of Knative, in a folder next to the repository. */
    @Test
    void everyResourceFitsItsCustomResourceDefinition() {
        Path definitions = REPOSITORY.resolveSibling("shared").resolve("knative-crds");
        Assumptions.assumeTrue(Files.isDirectory(definitions), "no " + definitions);
        List<Path> files = new Folder(folder()).files();
        Crds crds = new Crds(definitions);

        assertThat(crds.problems(files)).isEmpty();
        assertThat(crds.covered(files)).isGreaterThan(3L * functions().size());
    }
}
