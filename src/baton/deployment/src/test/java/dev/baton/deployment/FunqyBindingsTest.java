package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.maven.dependency.ArtifactCoords;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which other bindings of Funqy an application may have. */
class FunqyBindingsTest {

    @Test
    void theBindingForKnativeIsRefused() {
        List<String> bindings =
                bindings("quarkus-funqy-server-common", "quarkus-funqy-http", "quarkus-funqy-knative-events");

        assertThatThrownBy(() -> FunqyProcessor.refuseKnative(bindings))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll("io.quarkus:quarkus-funqy-knative-events", "remove the dependency");
    }

    @Test
    void otherBindingsAreNotRefused() {
        List<String> bindings = bindings("quarkus-funqy-server-common", "quarkus-funqy-http", "quarkus-arc");

        assertThat(bindings).containsExactly("quarkus-funqy-http");
        assertThatCode(() -> FunqyProcessor.refuseKnative(bindings)).doesNotThrowAnyException();
    }

    private static List<String> bindings(String... artifacts) {
        return FunqyProcessor.others(Stream.of(artifacts)
                .map(artifact -> ArtifactCoords.jar("io.quarkus", artifact, "3"))
                .toList());
    }
}
