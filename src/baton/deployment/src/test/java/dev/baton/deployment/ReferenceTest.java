package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the pages in docs/reference are those that the build generates from the sources of the settings. */
class ReferenceTest {

    private static final Path COMMITTED = Path.of("../../../docs/reference");
    private static final Path GENERATED = Path.of("target/reference");

    @Test
    void theCommittedPagesAreAsGenerated() throws IOException {
        List<String> pages = pages(GENERATED);

        assertThat(pages).contains("baton_baton.md");
        assertThat(pages(COMMITTED)).containsExactlyElementsOf(pages);
        for (String page : pages) {
            assertThat(COMMITTED.resolve(page))
                    .as("docs/reference/README.md says how to write it again")
                    .hasSameTextualContentAs(GENERATED.resolve(page));
        }
    }

    private static List<String> pages(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("baton_"))
                    .sorted()
                    .toList();
        }
    }
}
