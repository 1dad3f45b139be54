package dev.baton.manifests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The custom resource definitions in a folder. They check resources of their kinds as an API server would: unknown
 * fields are rejected.
 */
public final class Crds {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, JsonNode> schemas = new HashMap<>();

    public Crds(Path folder) {
        new Folder(folder).files().forEach(file -> documents(file).forEach(this::add));
        if (schemas.isEmpty()) {
            throw new ManifestsException("There are no custom resource definitions in " + folder + " (*.yaml)");
        }
    }

    /**
     * Returns the problems of the resources in the files, one sentence each. Kinds without a definition are skipped.
     */
    public List<String> problems(List<Path> files) {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            for (JsonNode resource : documents(file)) {
                JsonNode schema = schemas.get(kind(resource));
                if (schema != null) {
                    String where = file + ": " + resource.path("kind").asText() + " "
                            + resource.path("metadata").path("name").asText();
                    new SchemaCheck(problems).check(where, "", schema, resource);
                }
            }
        }
        return problems;
    }

    /** Returns how many of the resources in the files have a definition. */
    public long covered(List<Path> files) {
        return files.stream()
                .flatMap(file -> documents(file).stream())
                .filter(resource -> schemas.containsKey(kind(resource)))
                .count();
    }

    private void add(JsonNode definition) {
        if (definition.path("kind").asText().equals("CustomResourceDefinition")) {
            JsonNode spec = definition.path("spec");
            for (JsonNode version : spec.path("versions")) {
                String key =
                        spec.path("group").asText() + "/" + version.path("name").asText() + " "
                                + spec.path("names").path("kind").asText();
                schemas.put(key, version.path("schema").path("openAPIV3Schema"));
            }
        }
    }

    private static String kind(JsonNode resource) {
        return resource.path("apiVersion").asText() + " "
                + resource.path("kind").asText();
    }

    /** Parses one YAML document. */
    static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ManifestsException("this is not YAML: " + e.getMessage(), e);
        }
    }

    static List<JsonNode> documents(Path file) {
        // Creates the parser itself: Jackson's would return the items of a document that is a list.
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .toList();
        } catch (JsonProcessingException e) {
            throw new ManifestsException(file + " is not YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ManifestsException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
