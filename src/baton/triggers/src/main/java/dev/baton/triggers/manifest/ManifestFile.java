package dev.baton.triggers.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.Manifests.BrokerManifest;
import dev.baton.triggers.manifest.Manifests.SinkManifest;
import dev.baton.triggers.manifest.Manifests.TriggerManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One YAML file with any number of documents. */
final class ManifestFile {

    private static final String GROUP = "eventing.knative.dev/";
    private static final YAMLMapper YAML = strict();

    private final Path path;

    ManifestFile(Path path) {
        this.path = path;
    }

    /** Returns the YAML files of a directory and its subdirectories, in the order of their paths. */
    static List<ManifestFile> in(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .map(ManifestFile::new)
                    .toList();
        } catch (IOException e) {
            throw new TriggersException("The directory of triggers can't be read: " + e, e);
        }
    }

    static <T> List<Found<T>> all(List<ManifestFile> files, Function<ManifestFile, List<Found<T>>> part) {
        List<Found<T>> all = new ArrayList<>();
        files.forEach(file -> all.addAll(part.apply(file)));
        return all;
    }

    /** A resource and its place in a file. */
    record Found<T>(Place place, T resource) {}

    List<Found<BrokerManifest>> brokers() {
        return documents("Broker", "v1", BrokerManifest.class);
    }

    List<Found<TriggerManifest>> triggers() {
        return documents("Trigger", "v1", TriggerManifest.class);
    }

    List<Found<SinkManifest>> sinks() {
        return documents("KafkaSink", "v1alpha1", SinkManifest.class);
    }

    private <T> List<Found<T>> documents(String kind, String version, Class<T> type) {
        List<Found<T>> found = new ArrayList<>();
        for (JsonNode document : documents()) {
            String apiVersion = document.path("apiVersion").asText();
            if (apiVersion.startsWith(GROUP) && document.path("kind").asText().equals(kind)) {
                found.add(read(document, kind, GROUP + version, type));
            }
        }
        return found;
    }

    private <T> Found<T> read(JsonNode document, String kind, String version, Class<T> type) {
        String name = document.at("/metadata/name").asText();
        Place place = new Place(path, kind + " " + name, "");
        if (name.isEmpty()) {
            throw place.at("metadata.name").wrong("must be there");
        }
        String apiVersion = document.path("apiVersion").asText();
        if (!apiVersion.equals(version)) {
            throw place.at("apiVersion").wrong("must be %s but was %s".formatted(version, apiVersion));
        }
        try {
            return new Found<>(place, YAML.treeToValue(document, type));
        } catch (JsonProcessingException e) {
            throw wrong(place, e);
        }
    }

    private static TriggersException wrong(Place place, JsonProcessingException e) {
        Place at = e instanceof JsonMappingException mapping ? place.at(field(mapping)) : place;
        return e instanceof UnrecognizedPropertyException unknown
                ? at.wrong("is unknown; known fields are " + unknown.getKnownPropertyIds())
                : at.wrong(e.getOriginalMessage());
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private List<JsonNode> documents() {
        try (var content = Files.newBufferedReader(path);
                MappingIterator<JsonNode> documents =
                        YAML.readerFor(JsonNode.class).readValues(content)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new TriggersException(path + ": can't be read as YAML: " + e.getMessage(), e);
        }
    }

    private static YAMLMapper strict() {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }
}
