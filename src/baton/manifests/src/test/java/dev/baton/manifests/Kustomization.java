package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The resources that kustomize would build from a folder, with every file that is named and every target of a patch
 * looked up.
 */
final class Kustomization {

    final List<Resource> resources = new ArrayList<>();
    final Set<Path> files = new HashSet<>();
    private final Path folder;
    private final JsonNode json;

    private Kustomization(Path folder) {
        this.folder = folder;
        Path file = folder.resolve("kustomization.yaml");
        assertThat(file).isRegularFile();
        files.add(file);
        json = Crds.documents(file).get(0);
    }

    static Kustomization of(Path folder) {
        Kustomization kustomization = new Kustomization(folder.normalize());
        kustomization.json.path("resources").forEach(each -> kustomization.add(each.asText()));
        kustomization.checkPatches(kustomization.resources);
        return kustomization;
    }

    /** Reads a component, which changes the resources of the folder that includes it. */
    static Kustomization component(Path folder, Kustomization of) {
        Kustomization component = new Kustomization(folder.normalize());
        assertThat(component.json.path("kind").asText()).isEqualTo("Component");
        component.checkPatches(of.resources);
        return component;
    }

    /** The names of the resources that this patch is for. */
    List<String> patched(String path) {
        List<String> names = new ArrayList<>();
        json.path("patches").forEach(patch -> {
            if (patch.path("path").asText().equals(path)) {
                names.add(patch.at("/target/name").asText());
            }
        });
        return names;
    }

    private void add(String name) {
        Path path = folder.resolve(name).normalize();
        assertThat(path).as("resource of " + folder).exists();
        if (Files.isDirectory(path)) {
            Kustomization other = of(path);
            resources.addAll(other.resources);
            files.addAll(other.files);
        } else {
            files.add(path);
            Crds.documents(path).forEach(document -> resources.add(new Resource(document)));
        }
    }

    private void checkPatches(List<Resource> of) {
        for (JsonNode patch : json.path("patches")) {
            JsonNode target = patch.path("target");
            List<Resource> hit = of.stream()
                    .filter(each -> each.kind().equals(target.path("kind").asText())
                            && each.name().equals(target.path("name").asText()))
                    .toList();
            assertThat(hit).as("targets of " + patch).hasSize(1);
            operations(patch).forEach(operation -> checkOperation(operation, hit.get(0)));
        }
    }

    private Iterable<JsonNode> operations(JsonNode patch) {
        if (patch.has("patch")) {
            return Crds.parse(patch.path("patch").asText());
        }
        Path file = folder.resolve(patch.path("path").asText());
        assertThat(file).isRegularFile();
        files.add(file);
        return Crds.documents(file).get(0);
    }

    /** Checks an operation. A value can be added to an object or at the end of a list, and replaced if it exists. */
    private static void checkOperation(JsonNode operation, Resource target) {
        String path = operation.path("path").asText();
        boolean add = operation.path("op").asText().equals("add");
        String there = add ? path.substring(0, path.lastIndexOf('/')) : path;
        assertThat(target.json().at(there).isMissingNode())
                .as(there + " of " + target.id() + " is missing")
                .isFalse();
        assertThat(operation.has("value")).isTrue();
    }
}
