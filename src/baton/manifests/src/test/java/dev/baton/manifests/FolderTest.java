package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    private static final Map<String, String> GENERATED =
            Map.of("a/one.yaml", Manifests.HEADER + "one: 1\n", "two.yaml", Manifests.HEADER + "two: 2\n");

    @TempDir
    Path root;

    @Test
    void whatWasWrittenDiffersInNothing() {
        Folder folder = new Folder(root);

        assertThat(folder.write(GENERATED)).hasSize(2);
        assertThat(folder.differences(GENERATED)).isEmpty();
        assertThat(folder.write(GENERATED)).isEmpty();
    }

    @Test
    void aChangedAMissingAndALeftOverFileAreDifferences() throws IOException {
        Folder folder = new Folder(root);
        folder.write(GENERATED);
        Files.writeString(root.resolve("a/one.yaml"), Manifests.HEADER + "one: 11\n");
        Files.delete(root.resolve("two.yaml"));
        Files.writeString(root.resolve("old.yaml"), Manifests.HEADER);

        assertThat(folder.differences(GENERATED))
                .containsExactlyInAnyOrder(
                        root.resolve("a/one.yaml") + " differs from line 2 onwards",
                        root.resolve("two.yaml") + " is missing",
                        root.resolve("old.yaml") + " no longer belongs to any function");
    }

    @Test
    void aLeftOverFileIsDeletedAndOneWrittenByHandStays() throws IOException {
        Files.writeString(root.resolve("old.yaml"), Manifests.HEADER);
        Files.writeString(root.resolve("platform.yaml"), "name: shop\n");

        new Folder(root).write(GENERATED);

        assertThat(root.resolve("old.yaml")).doesNotExist();
        assertThat(root.resolve("platform.yaml")).hasContent("name: shop");
    }
}
