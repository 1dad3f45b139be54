package dev.baton.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.local.processes.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that whatever the build can't determine about a function is present; a failure names what is missing. */
class FunctionsIT {

    private static final Path ROOT = Path.of("../..");
    private static final Path TOPICS = ROOT.resolve("src/chat/migrations/src/main/resources/db/chat/topics.txt");
    private static final Path EXAMPLES = ROOT.resolve("deployment/images/events");

    private final JsonNode built = read(Path.of("target/baton/functions.json"));

    static List<String> functions() {
        return Executables.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachFolderIsAModuleAndRunsInTheLocalProcess(String function) throws IOException {
        assertThat(Files.readString(ROOT.resolve("functions/pom.xml")))
                .as("functions/pom.xml")
                .contains("<module>" + function + "</module>");
        assertThat(Files.readString(ROOT.resolve("src/local/pom.xml")))
                .as("src/local/pom.xml")
                .contains("<artifactId>" + function + "</artifactId>");
        assertThat(built.path("functions").findValuesAsText("name"))
                .as("the functions that the build of src/local found")
                .contains(function);
    }

    @Test
    void eachTopicIsInTheListOfTopicsAndHasADeadLetterTopic() throws IOException {
        Set<String> wanted = new TreeSet<>(built.path("eventTypes").findValuesAsText("topic"));
        wanted.addAll(wanted.stream().map(topic -> topic + ".dead-letter").toList());
        Set<String> listed = Files.readAllLines(TOPICS).stream()
                .map(line -> line.replaceFirst("#.*", "").trim())
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+")[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).as("the topics in %s", TOPICS).isEqualTo(wanted);
    }

    @Test
    void eachTopicHasAnExampleEventForTrainingAndTests() {
        for (String topic : new TreeSet<>(built.path("eventTypes").findValuesAsText("topic"))) {
            List<String> types = StreamSupport.stream(built.path("eventTypes").spliterator(), false)
                    .filter(type -> type.path("topic").asText().equals(topic))
                    .map(type -> type.path("type").asText())
                    .toList();
            List<String> examples = types.stream()
                    .filter(type -> Files.exists(EXAMPLES.resolve(type + ".json")))
                    .toList();

            assertThat(examples)
                    .as("%s has <type>.json for one of %s", EXAMPLES, types)
                    .isNotEmpty()
                    .allSatisfy(type -> assertThat(read(EXAMPLES.resolve(type + ".json"))
                                    .path("type")
                                    .asText())
                            .isEqualTo(type));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
