package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        component.json.path("resources").forEach(each -> component.add(each.asText()));
        component.checkPatches(of.resources);
        return component;
    }

    /** Returns the resources that the patches of this component change, as they are afterwards. */
    List<Resource> changed(Kustomization of) {
        Map<String, Resource> changed = new TreeMap<>();
        for (JsonNode patch : json.path("patches")) {
            Resource target = hit(patch, of.resources).get(0);
            JsonNode copy = changed.getOrDefault(
                            target.id(), new Resource(target.json().deepCopy()))
                    .json();
            operations(patch).forEach(operation -> apply(operation, copy));
            changed.put(target.id(), new Resource(copy));
        }
        return List.copyOf(changed.values());
    }

    private static void apply(JsonNode operation, JsonNode to) {
        String path = operation.path("path").asText();
        int last = path.lastIndexOf('/');
        JsonNode parent = to.at(path.substring(0, last));
        if (parent instanceof ArrayNode array) {
            assertThat(path).endsWith("/-");
            array.add(operation.path("value"));
        } else {
            String field = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
            ((ObjectNode) parent).set(field, operation.path("value"));
        }
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
            List<Resource> hit = hit(patch, of);
            assertThat(hit).as("targets of " + patch).hasSize(1);
            operations(patch).forEach(operation -> checkOperation(operation, hit.get(0)));
        }
    }

    private static List<Resource> hit(JsonNode patch, List<Resource> of) {
        JsonNode target = patch.path("target");
        String apiVersion =
                target.path("group").asText() + "/" + target.path("version").asText();
        return of.stream()
                .filter(each -> each.is(apiVersion, target.path("kind").asText())
                        && each.name().equals(target.path("name").asText()))
                .toList();
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
