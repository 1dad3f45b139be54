package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdsTest {

    private static final String DEFINITION = """
            kind: CustomResourceDefinition
            spec:
              group: shop.example
              names: {kind: Parcel}
              versions:
                - name: v1
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          required: [weight]
                          properties:
                            weight: {type: integer}
                            size: {type: string, enum: [s, m]}
                            code: {type: string, pattern: '^[a-z]+$'}
                            port: {x-kubernetes-int-or-string: true}
                            labels: {type: object, additionalProperties: {type: string}}
                            any: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            items: {type: array, items: {type: object, properties: {n: {type: integer}}}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void definition() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("crds")).resolve("parcel.yaml"), DEFINITION);
    }

    @Test
    void aResourceThatFitsHasNoProblems() throws IOException {
        assertThat(
                        problems(
                                "{weight: 3, size: m, code: abc, port: http, labels: {a: b}, any: {x: {y: 1}}, items: [{n: 1}]}"))
                .isEmpty();
    }

    @Test
    void eachFieldThatDoesNotFitIsNamed() throws IOException {
        assertThat(problems("{size: l, code: A1, port: [1], labels: {a: 1}, wait: 1, items: [{n: 1}, {m: 2}]}"))
                .extracting(problem -> problem.substring(problem.indexOf("Parcel p: ") + 10))
                .containsExactlyInAnyOrder(
                        "spec needs the field weight",
                        "spec.size must be one of [\"s\",\"m\"] but was \"l\"",
                        "spec.code must match ^[a-z]+$ but was \"A1\"",
                        "spec.port must be of type int or string but was [1]",
                        "spec.labels.a must be of type string but was 1",
                        "spec.wait is not known",
                        "spec.items[1].m is not known");
    }

    @Test
    void aFolderWithoutDefinitionsIsRefused() {
        assertThatThrownBy(() -> new Crds(folder.resolve("nowhere")))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("nowhere");
    }

    private List<String> problems(String spec) throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.writeString(
                file,
                "apiVersion: shop.example/v1\nkind: Parcel\nmetadata: {name: p, labels: {a: b}}\nspec: " + spec + "\n");
        return new Crds(folder.resolve("crds")).problems(List.of(file));
    }
}
