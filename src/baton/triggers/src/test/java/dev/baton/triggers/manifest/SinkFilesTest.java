package dev.baton.triggers.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.triggers.error.TriggersException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkFilesTest {

    private static final String SINK =
            "apiVersion: eventing.knative.dev/v1alpha1\nkind: KafkaSink\nmetadata: {name: letters}\nspec: %s\n";

    @TempDir
    Path directory;

    @Test
    void readsTopicPartitionsAndMode() throws IOException {
        write("{topic: a, bootstrapServers: [x:1]}");
        assertThat(SinkFiles.read(directory)).containsExactly(new KafkaSink("letters", "a", 8, false));

        write(
                "{topic: b, numPartitions: 1, replicationFactor: 3, contentMode: structured, auth: {secret: {ref: {name: s}}}}");
        assertThat(SinkFiles.read(directory)).containsExactly(new KafkaSink("letters", "b", 1, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                              | spec.topic: must be there
            {topic: ""}                     | spec.topic: must be there
            {topic: a, numPartitions: 0}    | spec.numPartitions: must be at least 1 but was 0
            {topic: a, contentMode: batch}  | spec.contentMode: must be one of [binary, structured] but was 'batch'
            {topic: a, partitions: 3}       | spec.partitions: is unknown
            """)
    void refusesWithFileAndField(String spec, String message) throws IOException {
        write(spec);

        assertThatThrownBy(() -> SinkFiles.read(directory))
                .isInstanceOf(TriggersException.class)
                .hasMessageStartingWith(directory.resolve("sink.yaml") + ", KafkaSink letters, " + message);
    }

    private void write(String spec) throws IOException {
        Files.writeString(directory.resolve("sink.yaml"), SINK.formatted(spec));
    }
}
